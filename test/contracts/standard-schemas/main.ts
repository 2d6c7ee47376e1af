import { Millrace } from "millrace";
import type { Body, Form, Query } from "millrace";
import { z } from "zod";
import type { Schemas } from "./schemas.ts";
import type { Filters } from "./schemas.ts";

const app = new Millrace();

/** Something for sale. */
const Item = z.object({ name: z.string().min(1), tags: z.array(z.string()).default([]), due: z.date().optional() });
type Item = z.infer<typeof Item>;

interface Standard<I, O> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => { value: O } | { issues: readonly { message: string }[] };
    readonly types?: { readonly input: I; readonly output: O };
  };
}

declare const own: Standard<{ id: string }, { id: number }>;
type Own = typeof own;
type OwnBody = Body<Own, { title: "Own" }>;

const plain = { name: "not a schema" };

app.post("/items", (item: Body<typeof Item>): Item => item);
app.post("/embedded", (item: Body<typeof Item, { embed: true }>, again?: Body<typeof Item>) => [item, again]);
app.post("/own", (own: OwnBody) => own.id);
app.get("/items", (filters: Query<typeof Filters>, email?: Query<typeof Schemas.Email>) => [filters, email]);
app.post("/form", (item: Form<typeof Item>) => item);
app.post("/plain", (settings: Body<typeof plain>, inferred: Body<z.infer<typeof Item>>) => [settings, inferred]);
