import { compareCosts } from "./compare.ts";
import { BenchServer } from "./server.ts";

/** An order of ten fields, two of them lists of models: 5 lines and 3 notes. */
const order = {
  id: 48_213,
  customer: "Ada Lovelace",
  reference: "ML-2026-48213",
  state: "paid",
  gift: false,
  total: 184.35,
  currency: "EUR",
  discount: null,
  lines: Array.from({ length: 5 }, (_, index) => ({
    product: `Mill wheel no. ${index + 1}`,
    quantity: index + 1,
    price: 12.25 + index,
  })),
  notes: ["left at the gate", "rang twice", 'signed "A. L."'].map((text) => ({ author: "driver", text })),
};

/** CPU time of an order that is posted, validated, and sent back as its type says, as a ratio to Fastify with JSON Schema. */
export async function validation(): Promise<void> {
  await using fastify = new BenchServer("orders/fastify");
  await using millrace = new BenchServer("orders/millrace", ["--import", "millrace/register"]);
  await using hono = new BenchServer("orders/hono");
  await compareCosts([fastify, millrace, hono], fastify, "/orders", JSON.stringify(order));
}
