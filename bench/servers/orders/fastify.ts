import fastify from "fastify";
import { announce } from "../announce.ts";

const line = {
  type: "object",
  required: ["product", "quantity", "price"],
  properties: {
    product: { type: "string", minLength: 1, maxLength: 100 },
    quantity: { type: "integer", minimum: 1 },
    price: { type: "number", minimum: 0 },
  },
};

const note = {
  type: "object",
  required: ["author", "text"],
  properties: { author: { type: "string" }, text: { type: "string", maxLength: 500 } },
};

const order = {
  type: "object",
  required: [
    "id",
    "customer",
    "reference",
    "state",
    "gift",
    "total",
    "currency",
    "discount",
    "lines",
    "notes",
  ],
  properties: {
    id: { type: "integer", minimum: 1 },
    customer: { type: "string", minLength: 1, maxLength: 100 },
    reference: { type: "string", pattern: "^[A-Z]{2}-\\d{4}-\\d+$" },
    state: { type: "string", enum: ["new", "paid", "sent"] },
    gift: { type: "boolean" },
    total: { type: "number", minimum: 0 },
    currency: { type: "string", minLength: 3, maxLength: 3 },
    discount: { type: "number", nullable: true },
    lines: { type: "array", items: line, minItems: 1 },
    notes: { type: "array", items: note },
  },
};

const app = fastify();
app.post("/orders", { schema: { body: order, response: { 200: order } } }, (request) => request.body);
announce(Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port));
