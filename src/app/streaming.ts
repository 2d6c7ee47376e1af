import type { RawHeaders } from "../http/engine.ts";
import { indexOfHeader } from "../http/headers.ts";
import { hasBody } from "../http/status.ts";
import type { ItemStream } from "../responses/items.ts";
import { StreamExpired } from "./exceptions.ts";
import { SlowConsumerError } from "../streams/channel/fanout.ts";
import { type ErrorReporter, isOfBody } from "./failure.ts";
import type { Run } from "./run.ts";

/** How a route's streams are kept, and for how long. */
export interface StreamSettings {
  /** Milliseconds that the headers wait for the first item. */
  readonly patience: number;
  /** Seconds of silence before a beat; 0 for none. What the format says where it is absent. */
  readonly heartbeat?: number;
  /** Seconds after which a stream is ended. */
  readonly lifetime?: number;
  /** Milliseconds that a source which was let go may take to end. */
  readonly grace: number;
}

/**
 * Sends what a handler yields, and cleans up when both the response and the handler have ended. The first chunk decides the
 * status: until it is there, an error is thrown, for an answer of its own. Later ones are reported.
 */
export async function sendStream(
  run: Run,
  stream: ItemStream,
  status: number | undefined,
  routeStatus: number,
  settings: StreamSettings,
  report: ErrorReporter,
): Promise<void> {
  const { exchange } = run.context;
  const { headers, outflow, format } = stream;
  exchange.onEnd(() => outflow.leave());
  const statusNow = (): number => status ?? run.context.usedReply?.status ?? routeStatus;
  let isBegun = true;
  if (exchange.method !== "HEAD" && hasBody(statusNow())) isBegun = await outflow.prime(settings.patience);
  const { heartbeat = format?.heartbeat ?? 0 } = settings;
  if (format && isLimit(heartbeat)) outflow.keepAlive(format.beat, heartbeat * 1000, !isBegun);
  const timer = endInTime(run, stream, settings.lifetime);
  // An `EventSource` would come back for ever, and stops at any other status than 200 (WHATWG HTML section 9.2.3).
  const isSpent = format?.resume !== undefined && outflow.isSpent === true && statusNow() === 200;
  const reply = run.context.usedReply;
  const sent = exchange.stream(
    isSpent ? 204 : statusNow(),
    reply ? reply.headers.over(headers) : headers,
    outflow,
  );
  const failure = await errorOf(sent);
  clearTimeout(timer);
  // The handler may still be at work, with its dependencies.
  const late = await errorOf(outflow.released());
  await cleanUp(run, failure, late, report);
}

/** Ends a stream ahead of its own end: when the server stops, and after its lifetime, for which it gives the timer. */
function endInTime(
  { context }: Run,
  { headers, outflow, format }: ItemStream,
  lifetime: number | undefined,
): NodeJS.Timeout | undefined {
  const resume = format?.resume;
  if (resume || isEventStream(headers))
    context.exchange.onStop((left) => {
      context.abort();
      outflow.end(resume?.(retryWithin(left)));
    });
  if (lifetime === undefined || !isLimit(lifetime)) return undefined;
  const expire = (): void => {
    context.abort();
    if (resume) outflow.end();
    else outflow.fail(new StreamExpired(lifetime));
  };
  return setTimeout(expire, Math.min(jittered(lifetime * 1000), longestTimer));
}

/** In milliseconds; a timer that is set for longer fires at once. */
const longestTimer = 2 ** 31 - 1;

function isLimit(seconds: number): boolean {
  return seconds > 0 && seconds < Infinity;
}

async function cleanUp(
  run: Run,
  failure: Caught | undefined,
  late: Caught | undefined,
  report: ErrorReporter,
): Promise<void> {
  const { exchange } = run.context;
  if (failure && late && failure.error !== late.error) report(late.error, exchange);
  const first = failure ?? late;
  if (first && !isExpected(first.error)) {
    const final = await run.fail(first.error);
    if (!isOfBody(final)) report(final, exchange);
    return;
  }
  await run.finish(report);
}

/** A stream ended as its route, or its channel, says; the program has done nothing wrong. */
function isExpected(error: unknown): boolean {
  return error instanceof StreamExpired || error instanceof SlowConsumerError;
}

interface Caught {
  readonly error: unknown;
}

async function errorOf(promise: Promise<unknown>): Promise<Caught | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** Events that a handler writes itself: their clients connect again, too. */
function isEventStream(headers: RawHeaders): boolean {
  const index = indexOfHeader(headers, "content-type");
  return index >= 0 && (headers[index + 1] as string).startsWith("text/event-stream");
}

/** When a client may come back, in milliseconds: not all at once, and to the server that takes the place of this one. */
function retryWithin(left: number): number {
  return Math.round(Math.min(left, 10_000) * (0.1 + 0.4 * Math.random()));
}

/** Up to a tenth less, so that streams which began together do not all end, and begin, together. */
function jittered(milliseconds: number): number {
  return milliseconds * (1 - Math.random() / 10);
}
