import type { Check, Int } from "millrace";

export interface OrderData {
  stock: number;
  wanted: number;
}

export function inStock(order: OrderData): void {
  if (order.wanted > order.stock) throw new Error("not in stock");
}

export const even = (value: number): void => {
  if (value % 2 !== 0) throw new Error("odd");
};

const atLeast = (least: number) => (value: number) => {
  if (value < least) throw new Error(`below ${least}`);
};

export const atLeast5 = atLeast(5);
export const atLeast9 = atLeast(9);

type Rule = (value: number) => number;
export const half: Rule = (value) => value / 2;

export const texts = {
  upper: (value: string) => value.toUpperCase(),
};

export default (value: string): string => value.trim();

/** Even numbers. */
export type Even = Check<Int, typeof even>;
export { inStock as available };
