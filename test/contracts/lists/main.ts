import { Millrace } from "millrace";

const app = new Millrace();

app.post(
  "/",
  (
    a: string[],
    b: readonly number[],
    c: Array<boolean>,
    d: ReadonlyArray<Date>,
    e: Set<string>,
    f: ReadonlySet<number>,
    g: string[][],
    h: (string | null)[],
    i: { name: string }[],
  ) => [a, b, c, d, e, f, g, h, i],
);
