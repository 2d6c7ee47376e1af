import { DiagnosticError } from "../contract/diagnostic.ts";
import type { Signature } from "../contract/signature.ts";
import type { Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import type { RequestContext } from "../parameters/context.ts";
import type { BaseResponse } from "../responses/response.ts";
import { asResponse } from "../responses/web.ts";
import type { Issue } from "../schema/issue.ts";
import { Outflow } from "../streams/outflow.ts";
import { isItems, isIterable, type Items } from "../streams/source.ts";
import { reasonOf } from "../websockets/close.ts";
import { WebSocketContext } from "../websockets/context.ts";
import { WebSocketDisconnect, WebSocketException } from "../websockets/exceptions.ts";
import { messageWriter, type WriteMessage } from "../websockets/messages.ts";
import { ServerWebSocket, type WebSocketSettings } from "../websockets/server-websocket.ts";
import type { ErrorResponder } from "./exception-handlers.ts";
import { ResponseValidationError, WebSocketRequestValidationError } from "./exceptions.ts";
import { type ErrorReporter, isAbort } from "./failure.ts";
import type { OpenWork } from "./open-work.ts";
import type { Plan } from "./plan.ts";
import type { WebSocketRouteOptions } from "./route.ts";
import { Run } from "./run.ts";
import { sendResponse } from "./send.ts";

/** What an operation needs to know beside its plan. */
export interface WebSocketOperationOptions {
  /** Path and place, for messages. */
  readonly title: string;
  readonly settings: WebSocketSettings;
  readonly errors: ErrorResponder;
  readonly work: OpenWork;
  /** Milliseconds that a generator which was let go may take to end. */
  readonly grace: number;
}

/** One WebSocket on its way through an operation. */
interface Passage {
  readonly exchange: Exchange;
  readonly socket: ServerWebSocket;
  readonly run: Run;
  readonly report: ErrorReporter;
}

/** One route of WebSockets at work: calls the dependencies and the handler, sends what it yields, ends the WebSocket, and cleans up. */
export class WebSocketOperation {
  #plan: Plan;
  readonly #options: WebSocketOperationOptions;
  readonly #write: WriteMessage;
  readonly #takesSocket: boolean;
  #listens: boolean;

  constructor(plan: Plan, options: WebSocketOperationOptions) {
    const { result, definitions, parameters } = plan.signature;
    this.#plan = plan;
    this.#options = options;
    this.#write = messageWriter(result, definitions);
    this.#takesSocket = parameters.some(({ source }) => source === "websocket");
    this.#listens = listens(plan);
  }

  /** Goes on by another plan, whose handler is the same. */
  follow(plan: Plan): void {
    this.#plan = plan;
    this.#listens = listens(plan);
  }

  /** Path and place. */
  get title(): string {
    return this.#options.title;
  }

  /** Serves one exchange that can be upgraded; never throws. */
  handle(exchange: Exchange, params: readonly string[], report: ErrorReporter): void {
    const { upgrade } = exchange;
    if (!upgrade) throw new Error("an exchange without an upgrade");
    const open = (context: RequestContext): ServerWebSocket =>
      new ServerWebSocket(upgrade, this.#options.settings, () => context.usedReply?.headers.raw ?? []);
    const context = new WebSocketContext(exchange, params, open);
    const run = new Run(context, this.#plan.steps);
    const { work } = this.#options;
    const { socket } = context;
    const passage = { exchange, socket, run, report };
    work.add(this.#serve(passage).catch((error: unknown) => this.#fail(passage, error)));
  }

  async #serve(passage: Passage): Promise<void> {
    const { run, report } = passage;
    await run.advance(false);
    if (run.issues.length > 0) throw new WebSocketRequestValidationError(run.sortedIssues());
    const value = run.result;
    const response = typeof value === "object" && value !== null ? asResponse(value) : undefined;
    if (!response && typeof value === "object" && value !== null && this.#isStream(value))
      await this.#sendAll(passage, value);
    await run.callScope?.close();
    await this.#end(passage, response);
    await run.finish(report);
  }

  #isStream(value: object): value is Items {
    const { kind } = this.#plan.signature.result;
    return kind === "items" || kind === "chunks" ? isIterable(value) : isItems(value);
  }

  /** Sends what a generator yields, each when the client can take it; a WebSocket that ends lets the generator go. */
  async #sendAll({ exchange, socket }: Passage, items: Items): Promise<void> {
    if (!this.#takesSocket && !socket.accepted) await socket.accept();
    if (!this.#listens) void discard(socket);
    const encode = (item: unknown): string | Uint8Array => {
      const issues: Issue[] = [];
      const message = this.#write(item, issues);
      if (issues.length > 0) throw new ResponseValidationError(issues, this.title);
      return message;
    };
    const outflow = new Outflow(items, { encode }, this.#options.grace);
    exchange.onEnd(() => outflow.leave());
    // A generator is not even begun for a client that has left already.
    if (socket.closing) outflow.leave();
    for await (const message of outflow) {
      if (!socket.accepted) await socket.accept();
      if (!socket.closing) await socket.send(message);
    }
    await outflow.released();
  }

  /** Ends what the handler has left open: a response in place of the WebSocket refuses it. */
  async #end({ exchange, socket, report }: Passage, response: BaseResponse | undefined): Promise<void> {
    const { accepted, refusal } = socket;
    const handler = `the handler of ${this.title}`;
    if (accepted && response)
      throw new TypeError(`${handler} returned a response for a WebSocket that it had accepted`);
    if (accepted) await socket.close();
    else if (response) await sendResponse(exchange, response, report);
    else if (refusal) {
      const { code, reason } = refusal;
      await this.#options.errors.answer(new WebSocketException(code, reason), exchange, report);
    } else if (!exchange.signal.aborted)
      throw new Error(`${handler} has neither accepted its WebSocket nor refused it`);
  }

  /** The dependencies see the error first, and may put another in its place. */
  async #fail(passage: Passage, error: unknown): Promise<void> {
    const { exchange, socket, run, report } = passage;
    const final = await run.fail(error);
    const hasEnded = socket.accepted ? socket.closing !== undefined : exchange.signal.aborted;
    // Whoever waited on a WebSocket that has ended, or on its signal, ends so.
    if (hasEnded && (final instanceof WebSocketDisconnect || isAbort(final))) return;
    if (!socket.accepted) await this.#options.errors.answer(final, exchange, report);
    else await closeFor(final, passage);
  }
}

/** Somebody takes the client's messages. */
function listens({ signatures }: Plan): boolean {
  return signatures.some(({ parameters }) =>
    parameters.some(({ source }) => source === "websocket" || source === "items"),
  );
}

/** Reads on for nobody: behind messages that wait, it would not be seen that the client leaves. */
async function discard(socket: ServerWebSocket): Promise<void> {
  for await (const _ of socket);
}

/** What a route says of its WebSockets, with the defaults of uvicorn. Throws a `RangeError` for what makes no sense. */
export function webSocketSettings(options: WebSocketRouteOptions): WebSocketSettings {
  const { protocols = [], messageLimit = 16 * 1024 ** 2, compression = true } = options;
  const { pingInterval = 20, pingTimeout = 20 } = options;
  if (!(messageLimit > 0)) throw new RangeError(`a messageLimit is a number of bytes, not ${messageLimit}`);
  const isTime = (seconds: number): boolean => seconds >= 0 && seconds <= 86_400;
  if (!isTime(pingInterval) || !isTime(pingTimeout))
    throw new RangeError("pingInterval and pingTimeout are seconds, a day at most");
  return {
    protocols,
    messageLimit,
    compression,
    pingInterval: pingInterval === 0 ? Infinity : pingInterval * 1000,
    pingTimeout: pingTimeout * 1000,
  };
}

/** Throws MR102 where a handler declares a result that is neither messages nor a response. */
export function checkSent({ result, location }: Signature, title: string): void {
  const { kind, type, declared } = result;
  const isNothing = kind === "value" && (!declared || type.kind === "undefined" || type.kind === "never");
  if (isNothing || kind === "items" || kind === "chunks" || kind === "response") return;
  const what = kind === "events" ? "server-sent events" : "a value";
  throw new DiagnosticError([
    {
      code: "MR102",
      message: `the handler of ${title} gives ${what}, which no WebSocket can carry`,
      ...(location.line > 0 && { location }),
      hint: "yield messages, as in `async function* (): AsyncGenerator<Message>`, or take a ServerWebSocket",
    },
  ]);
}

/** Ends an open WebSocket for an error; what nobody expected is reported. */
async function closeFor(error: unknown, { exchange, socket, report }: Passage): Promise<void> {
  if (error instanceof WebSocketException) await socket.close(error.code, error.reason);
  else if (error instanceof HTTPException) {
    const { status, detail } = error;
    await socket.close(
      status < 500 ? 1008 : 1011,
      reasonOf(typeof detail === "string" ? detail : error.message),
    );
  } else {
    report(error, exchange);
    await socket.close(1011);
  }
}
