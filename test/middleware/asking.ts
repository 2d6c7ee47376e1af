import { type Middleware, Millrace } from "../../src/index.ts";

/** Asks an app without a network. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** An app with these middlewares, the errors that it reported, and the way to ask it. */
export function appWith(...middleware: Middleware[]): { app: Millrace; reported: unknown[]; ask: Ask } {
  const app = new Millrace();
  const reported: unknown[] = [];
  app.onError = (error) => void reported.push(error);
  app.use(...middleware);
  return { app, reported, ask: (path, init) => app.fetch(new Request(`http://test${path}`, init)) };
}

/** An app that answers everything at `/` with `1`. */
export function plainWith(...middleware: Middleware[]): Ask {
  const { app, ask } = appWith(...middleware);
  app.get("/", () => 1).post("/", () => 1);
  return ask;
}
