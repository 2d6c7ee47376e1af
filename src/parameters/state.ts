import type { ParameterSource } from "./source.ts";

/** `state: State<typeof lifespan>`: what the lifespans of the app have yielded. */
export const state: ParameterSource = {
  rank: 0,
  bind: ({ app }) => ({ read: () => app?.state }),
};
