import type { Exchange } from "../http/engine.ts";
import { asyncChunks } from "../responses/items.ts";
import type { BaseResponse } from "../responses/response.ts";
import type { ErrorReporter } from "./failure.ts";

/** Sends a response as it is; a stream that fails under way has been cut, and is reported. */
export async function sendResponse(
  exchange: Exchange,
  response: BaseResponse,
  report: ErrorReporter,
): Promise<void> {
  const pending = response.prepare(exchange);
  const { status, headers, body } = pending ? await pending : response;
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
