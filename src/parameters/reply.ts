import type { ParameterSource } from "./source.ts";

/** `reply: Reply` */
export const reply: ParameterSource = {
  rank: 0,
  bind: () => ({ read: (context) => context.reply }),
};
