import type { Connection } from "../http/connection.ts";
import type { ParameterSource } from "./source.ts";

/** `connection: Connection`: the two ends that the request has travelled between. */
export const connection: ParameterSource = {
  rank: 0,
  bind: () => ({
    read({ exchange }): Connection {
      const { remoteAddress, secure } = exchange;
      return { remoteAddress, secure };
    },
  }),
};
