import type { Exchange } from "../http/engine.ts";
import { asyncChunks } from "../responses/items.ts";
import type { BaseResponse } from "../responses/response.ts";
import type { ErrorReporter } from "./failure.ts";

/** Sends a response as it is, and then runs its background tasks. What fails once the response has begun is reported. */
export async function sendResponse(
  exchange: Exchange,
  response: BaseResponse,
  report: ErrorReporter,
): Promise<void> {
  const { background } = response;
  const pending = response.prepare(exchange);
  const sending = send(exchange, pending ? await pending : response, report);
  if (!background) return sending;
  const ended = new Promise<void>((resolve) => exchange.onEnd(resolve));
  await sending;
  await ended;
  return background.run((error) => report(error, exchange));
}

/** A stream that fails under way has been cut. */
async function send(
  exchange: Exchange,
  { status, headers, body }: BaseResponse,
  report: ErrorReporter,
): Promise<void> {
  if (body === null || typeof body === "string" || body instanceof Uint8Array) {
    exchange.send(status, headers.raw, body ?? "");
    return;
  }
  try {
    await exchange.stream(status, headers.raw, asyncChunks(body));
  } catch (error) {
    report(error, exchange);
  }
}
