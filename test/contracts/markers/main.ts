import { Millrace } from "millrace";
import type { Body, Cookie, Form, Header, Path, Query } from "millrace";

const app = new Millrace();

interface Item {
  name: string;
}

app.put(
  "/{id}",
  (
    id: Path<string, { title: "The id"; minLength: 1; alias: "item-id" }>,
    q: Query<string[], { minItems: 1; maxItems: 3; deprecated: true }>,
    secret: Query<string, { includeInSchema: false }> | undefined,
    userAgent: Header<string>,
    session: Cookie<string, { alias: "sid"; examples: ["a", "b"] }>,
    item: Body<Item, { embed: true }>,
    raw: Body<string, { mediaType: "text/plain"; maxLength: 100 }>,
    field: Form<number, { minimum: 0; exclusiveMaximum: 10; multipleOf: 0.5 }>,
    page: Query<number, { default: 1; description: "The page." }>,
  ) => ({ id, q, secret, userAgent, session, item, raw, field, page }),
);
