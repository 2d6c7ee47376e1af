import { Millrace } from "millrace";
import type { Body, Check } from "millrace";
import { z } from "zod";
import type { atLeast5, Hidden } from "./rules.ts";

const app = new Millrace();

interface Box<T> {
  value: T;
}

app.get("/hidden", (text: Hidden) => text);
app.post("/unknown", (box: Box<Check<number, typeof atLeast5>>) => box);

// What only a result names is not asked for.
app.get("/result", (): Hidden => "");

function even(value: number): void {
  if (value % 2 !== 0) throw new Error("odd");
}
const item = z.object({ name: z.string() });
app.post("/names", (even: Check<number, typeof even>, item: Body<typeof item>) => [even, item]);

function inside() {
  const local = (value: number): void => {
    if (value < 0) throw new Error("below 0");
  };
  const Item = z.object({ name: z.string() });
  app.post("/local", (n: Check<number, typeof local>, item: Body<typeof Item>) => [n, item]);
}
inside();
