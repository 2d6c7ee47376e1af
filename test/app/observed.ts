import { Millrace } from "../../src/index.ts";

/** Asks an app without a network. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** An app, the errors that it reported, and the way to ask it. */
export function observed(): { app: Millrace; reported: unknown[]; ask: Ask } {
  const app = new Millrace();
  const reported: unknown[] = [];
  app.onError = (error) => void reported.push(error);
  return { app, reported, ask: (path, init) => app.fetch(new Request(`http://test${path}`, init)) };
}
