import { serve } from "@hono/node-server";
import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { z } from "zod";
import { announce } from "../announce.ts";

const line = z.object({
  product: z.string().min(1).max(100),
  quantity: z.int().min(1),
  price: z.number().min(0),
});

const note = z.object({ author: z.string(), text: z.string().max(500) });

const order = z.object({
  id: z.int().min(1),
  customer: z.string().min(1).max(100),
  reference: z.string().regex(/^[A-Z]{2}-\d{4}-\d+$/),
  state: z.enum(["new", "paid", "sent"]),
  gift: z.boolean(),
  total: z.number().min(0),
  currency: z.string().length(3),
  discount: z.number().nullable(),
  lines: z.array(line).min(1),
  notes: z.array(note),
});

const app = new Hono();
app.post("/orders", zValidator("json", order), (context) => context.json(context.req.valid("json")));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => announce(port));
