import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Exchange, Handle } from "../../src/http/engine.ts";

/** An engine at work: requests go to the handle that it was started with. */
export interface EngineUnderTest {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Starts an engine with a handle. */
export type Start = (handle: Handle) => Promise<EngineUnderTest>;

/** Starts the engine for one test, and ends it with the test. */
export async function serving(
  start: Start,
  t: TestContext,
  handle: Handle,
): Promise<EngineUnderTest["fetch"]> {
  const running = await start(handle);
  t.after(() => running.close());
  return (path, init) => running.fetch(path, init);
}

/** Answers through a function that may take its time; what it throws is the answer. */
export function answering(answer: (exchange: Exchange) => unknown): Handle {
  return (exchange) => {
    Promise.resolve()
      .then(() => answer(exchange))
      .catch((error: unknown) => exchange.send(500, [], String(error)));
  };
}

/** The body of a response that has one. */
export function bodyOf(response: Response): ReadableStream<Uint8Array> {
  assert.ok(response.body);
  return response.body;
}

/** Bytes as text. */
export function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
