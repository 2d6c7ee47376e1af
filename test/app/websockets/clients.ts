import assert from "node:assert/strict";
import type { Millrace } from "millrace";
import { TestClient, WebSocketDenied } from "millrace/testing";

/** The answer in place of a WebSocket, as `[status, body]`. */
export async function denied(opening: Promise<unknown>): Promise<readonly [status: number, body: unknown]> {
  const error = await opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof WebSocketDenied, String(error));
  return [error.response.status, await error.response.json()];
}

/** A client whose app's reports are kept. */
export function reporting(app: Millrace): { client: TestClient; reported: unknown[] } {
  const reported: unknown[] = [];
  const told = {
    handle: (exchange: Parameters<Millrace["handle"]>[0]) =>
      app.handle(exchange, (error) => void reported.push(error)),
  };
  return { client: new TestClient(told), reported };
}
