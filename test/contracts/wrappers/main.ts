import { Millrace } from "millrace";
import type { Handler, Int, RouteOptions } from "millrace";
import { Api } from "./api.ts";

const app = new Millrace();

function authed<F extends Handler>(path: string, handler: F) {
  app.get(path, { tags: ["auth"] }, handler);
}

const post = (path: string, handler: Handler) => app.post(path, handler);

function both(path: string, handlers: { get?: Handler; post?: Handler }) {
  if (handlers.get) app.get(path, handlers.get);
  if (handlers.post) app.post(path, handlers.post);
}

function many(path: string, ...handlers: Handler[]) {
  for (const handler of handlers) app.get(path, handler);
}

function optional(path: string, options: RouteOptions | Handler, handler?: Handler) {
  return [path, options, handler];
}

authed("/me", (id: Int) => id);
post("/", (name: string) => name);
both("/both", { get: (a: string) => a, post: (b: string) => b });
many("/many", (c: string) => c, (d: string) => d);
optional("/x", { dependencies: [(e: string) => e] }, (f: string) => f);
optional("/y", (g: string) => g);
new Api(app).get((h: string) => h);
