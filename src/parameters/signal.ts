import type { ParameterSource } from "./source.ts";

/** `signal: AbortSignal`: fires when the client has left before the response was finished, or when we have ended it early. */
export const signal: ParameterSource = {
  rank: 0,
  bind: () => ({ read: (context) => context.signal }),
};
