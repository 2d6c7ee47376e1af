import { webRequest } from "../http/web-request.ts";
import type { ParameterSource } from "./source.ts";

/** `request: Request`: the web's own class, made when it is asked for; its body can be read as a stream. */
export const request: ParameterSource = {
  rank: 0,
  bind: () => ({ read: (context) => webRequest(context.exchange) }),
};
