import { z } from "zod";
import type { Check } from "../../src/index.ts";

/** An order, as far as its types tell. */
export interface OrderData {
  stock: number;
  wanted: number;
}

export function inStock(order: OrderData): void {
  if (order.wanted > order.stock) throw new Error("not that many in stock");
}

export type Order = Check<OrderData, typeof inStock>;

export const slug = (text: string): string => text.trim().toLowerCase().replaceAll(" ", "-");

export const Filters = z.object({
  q: z.string().min(2),
  page: z.number().int().default(1),
  tags: z.array(z.string()).optional(),
});
