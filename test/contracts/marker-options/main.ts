import { Millrace } from "millrace";
import type { Body, Query } from "millrace";

const app = new Millrace();

interface Item {
  name: string;
  /** @default 1 */
  count?: number;
}

type Changes = Body<Item, { fillDefaults: false }>;
type Example = { summary: "One item"; value: { name: "Foo" } };

app.patch("/", (changes: Changes, q?: Query<string, { openapiExamples: { short: { value: "a" } } }>) => [changes, q]);
app.post("/", (item: Body<Item, { openapiExamples: { one: Example } }>) => item);
app.put("/", (item: Body<Item, { openapiExamples: "one" }>) => item);
