import { Millrace } from "millrace";
import type { Field, Int } from "millrace";
import { serve } from "millrace/node";
import { announce } from "../announce.ts";

interface Line {
  product: Field<string, { minLength: 1; maxLength: 100 }>;
  quantity: Field<Int, { minimum: 1 }>;
  price: Field<number, { minimum: 0 }>;
}

interface Note {
  author: string;
  text: Field<string, { maxLength: 500 }>;
}

interface Order {
  id: Field<Int, { minimum: 1 }>;
  customer: Field<string, { minLength: 1; maxLength: 100 }>;
  reference: Field<string, { pattern: "^[A-Z]{2}-\\d{4}-\\d+$" }>;
  state: "new" | "paid" | "sent";
  gift: boolean;
  total: Field<number, { minimum: 0 }>;
  currency: Field<string, { minLength: 3; maxLength: 3 }>;
  discount: number | null;
  lines: Field<Line[], { minItems: 1 }>;
  notes: Note[];
}

const app = new Millrace();
app.post("/orders", (order: Order): Order => order);
announce((await serve(app, { host: "127.0.0.1", port: 0 })).port);
