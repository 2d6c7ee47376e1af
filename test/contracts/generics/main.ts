import { Millrace } from "millrace";
import type { Field, Int } from "millrace";

const app = new Millrace();

interface Page<T> {
  items: T[];
  total: number;
  next?: Page<T>;
}

interface Item {
  name: Field<string, { minLength: 1 }>;
}

type Pair<A, B = string> = { a: A; b: B };

class Box<T> {
  constructor(readonly content: T) {}
}

app.post(
  "/",
  (page: Page<Item>, names: Page<string>, lists: Page<Item[]>, pair: Pair<Item>, both: Pair<Item, Page<number>>, box: Box<Date>, ints: Page<Int>, short: Page<Field<string, { maxLength: 9 }>>, ids: Pair<Int, Date | null>): Page<Page<Item>> => ({
    items: [page],
    total: names.total + lists.total + (pair.b.length + both.b.total) * box.content.getTime() + ints.total + short.total + ids.a,
  }),
);
