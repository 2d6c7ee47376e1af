import type { Depends } from "millrace";

function hidden() {
  return 1;
}

function nested() {
  return hidden();
}

export type Hidden = Depends<typeof hidden>;

export function useNested(a: Depends<typeof nested>) {
  return a;
}
