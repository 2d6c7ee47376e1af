import { Millrace } from "millrace";
import type { Body, Field, Header, Query } from "millrace";

const app = new Millrace();

/** @additionalProperties false */
interface Filters {
  limit?: number;
}

/** @additionalProperties false */
type Page = { number: number };

/** @additionalProperties false */
class Login {
  user = "";
}

interface Item {
  name: string;
  /** @additionalProperties false */
  size: { width: number };
  maker: Field<Maker, { additionalProperties: false }> | null;
}

interface Maker {
  name: string;
}

app.get("/", (filters: Query<Filters>, page: Query<Page>) => [filters, page]);
app.post("/", (login: Login, item: Body<Item, { additionalProperties: false }>) => [login, item]);
app.get(
  "/as-written",
  (
    headers: Header<Filters, { convertUnderscores: false; additionalProperties: false }>,
    strange_header: Header<string, { convertUnderscores: false }>,
  ) => [headers, strange_header],
);

/** @additionalProperties true */
interface Open {
  name: string;
}

app.put("/", (open: Open, name: Body<string, { additionalProperties: false }>) => [open, name]);
