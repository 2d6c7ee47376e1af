import type { Exchange } from "../http/engine.ts";
import { HeaderList } from "../http/headers.ts";
import { type Answer, answerWith } from "./answer.ts";
import { type Offload, offloaded } from "./offload.ts";
import { type Open, openVariant } from "./variants.ts";

/** How files are sent. */
export interface SendOptions {
  /** Sends `wheel.js.br`, `wheel.js.zst` or `wheel.js.gz` for `wheel.js` where one stands beside it and the client takes it. */
  readonly precompressed?: boolean;
  /** Leaves the sending to a proxy that can read the files. */
  readonly offload?: Offload;
}

/** What is said with a file: a status, and headers that go before those that follow from the file. */
export interface SaidWith {
  readonly status: number;
  readonly headers: HeaderList;
}

/**
 * The answer that is the file at a path, or the one of a proxy that sends it; `undefined` where there is a folder or the
 * like, and rejects where there is nothing at all.
 */
export async function answerFrom(
  path: string,
  exchange: Exchange,
  { status, headers }: SaidWith,
  { precompressed = false, offload }: SendOptions,
  open?: Open,
): Promise<Answer | undefined> {
  const accepted = precompressed ? exchange.header("accept-encoding") : undefined;
  const variant = await openVariant(path, accepted, open);
  if (!variant) return undefined;
  const { file, coding } = variant;
  const elsewhere = offload && offloaded(offload, path, exchange.peerAddress);
  if (!elsewhere) return answerWith(file, exchange, { status, headers, coding, varies: precompressed });
  file.close();
  return { status, headers: new HeaderList([...headers.raw, ...elsewhere]), body: null };
}
