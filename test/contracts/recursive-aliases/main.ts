import { Millrace } from "millrace";

const app = new Millrace();

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Nested = { items: (string | Nested)[] };

app.post("/", (json: Json, nested: Nested, maybe?: Json): Json => [json, nested.items.length, maybe ?? null]);
