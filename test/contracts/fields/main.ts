import { Millrace } from "millrace";
import type { Field, Int } from "millrace";

const app = new Millrace();

interface Item {
  name: Field<string, { minLength: 1; pattern: "^[a-z]+$" }>;
  note: Field<string | null, { maxLength: 9 }>;
  active: Field<boolean, { description: "Whether it is for sale." }>;
  size: Field<"s" | "m" | "l", { title: "Size" }>;
  tags: Field<string[], { minItems: 1; uniqueItems: true }>;
  ids: Field<Int, { minimum: 1 }>[];
  twice: Field<Field<number, { minimum: 0 }>, { maximum: 9 }>;
  either: Field<string | number, { minimum: 0; minLength: 1 }>;
  owner: Field<Owner, { description: "Who sells it." }>;
  whole?: Int | null;
}

interface Owner {
  name: string;
}

type Price = Field<number, { exclusiveMinimum: 0 }>;

app.post("/", (item: Item, draft: Partial<Item>, price: Price, prices: Price[]): Item => ({ ...item, ...draft, twice: price + prices.length }));
