import { Millrace } from "millrace";

const app = new Millrace();

app.post(
  "/",
  (
    pair: [string, number],
    named: [x: number, y?: number],
    open: [string, ...number[]],
    fixed: readonly [Date, boolean],
    empty: [],
  ): [string, { n: number }] => [pair[0], { n: named.length + open.length + fixed.length + empty.length }],
);
