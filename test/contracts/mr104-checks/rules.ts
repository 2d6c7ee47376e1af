import type { Check } from "millrace";

function hidden(value: string): void {
  if (value === "") throw new Error("empty");
}

export type Hidden = Check<string, typeof hidden>;

const atLeast = (least: number) => (value: number) => {
  if (value < least) throw new Error(`below ${least}`);
};
export const atLeast5 = atLeast(5);
