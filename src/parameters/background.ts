import type { ParameterSource } from "./source.ts";

/** `tasks: BackgroundTasks`: the same for all functions of a request. */
export const background: ParameterSource = {
  rank: 0,
  bind: () => ({ read: (context) => context.background }),
};
