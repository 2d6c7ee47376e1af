import { Millrace } from "millrace";
import type { Check, Depends, Field, Int, Query } from "millrace";
import type { available, atLeast5, atLeast9, Even, half, OrderData, texts } from "./rules.ts";
import type trim from "./rules.ts";

const app = new Millrace();

type Order = Check<OrderData, typeof available>;

function sku(value: string): string {
  return value.toUpperCase();
}

const small = function (value: number): void {
  if (value > 9) throw new Error("large");
};

interface Line {
  sku: Check<Field<string, { minLength: 2 }>, typeof sku>;
  outside: Field<Check<string, typeof sku>, { maxLength: 9, title: "Outside" }>;
  /** @maximum 100 */
  both?: Check<Check<number, typeof atLeast5>, typeof atLeast9> | null;
  half: Check<number, typeof half>;
  evens?: Even[];
  either: Check<number | string, typeof texts.upper>;
  tagged: Check<"b" | "a", typeof sku> | 1;
}

interface Page<T> {
  items: T[];
  next: T | null;
}

type Span = Check<{ from: Date; to: Date }, typeof ordered>;
function ordered(span: { from: Date; to: Date }): void {
  if (span.from > span.to) throw new Error("from is after to");
}

type Same<T> = Check<T, typeof same>;
const same = <T>(value: T): T => value;

function limit(limit: Query<Check<Int, typeof small>>): number {
  return limit;
}

app.post("/whole", (order: Order, orders: Order[]) => [order, orders]);
app.post("/nested", (line: Line, change: Partial<Line>, some: Pick<Line, "half">) => [line, change, some]);
app.post("/generic", (page: Page<Order>, evens: Page<Even>, same: Same<Int>) => [page, evens, same]);
app.post("/named", (span: Span) => span);
app.get("/text", (q?: Query<Check<string, typeof trim>>, limits: Depends<typeof limit>, n?: Check<Int, typeof small> | null) => [q, limits, n]);
app.get("/result", (): Order => ({ stock: 1, wanted: 2 }));
