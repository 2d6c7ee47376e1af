import { Millrace } from "millrace";
import type { Body, Field, Query } from "millrace";

const app = new Millrace();

type Short = Query<string, { maxLength: 1.5 }>;

type Options = { maxLength: number };

interface Item {
  name: Field<string, { minLength: -1 }>;
  code: Field<string, { pattern: "(" }>;
  price: Field<number, { minimum: 5; maximum: 1 }>;
  size: Field<number, { minLength: 1 }>;
  tags: Field<string[], { minLength: 1 }>;
  count: Field<number, { ge: 1 }>;
  other: Field<string, { colour: "red" }>;
  /** @maximum many */
  low: number;
}

app.post(
  "/",
  (
    item: Item,
    a: Query<string, { minLength: "3" }>,
    b: Query<string, Options>,
    c: Query<number, { alias: 3 }>,
    d: Body<boolean, { multipleOf: 0 }>,
    e: Query<string | number, { minItems: 1 }>,
    f: Short,
    g: Query<number, { minimum: 2; title: "G"; maximum: 1 }>,
    /** @minLength 2 */ h: number,
  ) => [item, a, b, c, d, e, f, g, h],
);
