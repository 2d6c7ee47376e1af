import type { Chunk, Exchange, RawHeaders } from "../http/engine.ts";
import { hasBody } from "../http/status.ts";
import { loadBody, type BodyOptions } from "../parameters/body.ts";
import { RequestContext } from "../parameters/context.ts";
import {
  asyncChunks,
  itemStream,
  type ItemStream,
  type StreamFormat,
  type ToStream,
} from "../responses/items.ts";
import type { BaseResponse, ResponseClass } from "../responses/response.ts";
import { asResponse } from "../responses/web.ts";
import type { Issue } from "../schema/issue.ts";
import type { Serialize } from "../schema/serializer.ts";
import { type Items, isItems, isIterable } from "../streams/source.ts";
import { shownBody } from "./bodies.ts";
import type { ErrorResponder } from "./exception-handlers.ts";
import { RequestValidationError, ResponseValidationError } from "./exceptions.ts";
import { type ErrorReporter, failureRecord } from "./failure.ts";
import type { OpenWork } from "./open-work.ts";
import type { Plan } from "./plan.ts";
import { eventSerializers, type ResultOptions, resultSerializer } from "./result.ts";
import { Run } from "./run.ts";
import { sendStream, type StreamSettings } from "./streaming.ts";

/** What an operation needs to know beside its plan. */
export interface OperationOptions {
  /** Methods, path and place, for messages. */
  readonly title: string;
  readonly status: number;
  readonly result?: ResultOptions;
  /** Takes in plain results and chunks. */
  readonly responseClass?: ResponseClass;
  readonly errors: ErrorResponder;
  readonly work: OpenWork;
  readonly streams: StreamSettings;
  /** What items are offered as; everything where it is absent. */
  readonly formats?: readonly StreamFormat[];
  /** A failure under way is told of before the cut. */
  readonly errorRecords: boolean;
}

const noHeaders: RawHeaders = [];
const allFormats: readonly StreamFormat[] = ["lines", "events", "array"];
const jsonHeaders: RawHeaders = ["content-type", "application/json"];

/** One route at work: reads the arguments, calls the dependencies and the handler, responds, and cleans up. */
export class Operation {
  #plan: Plan;
  #body: BodyOptions;
  #needsBody: boolean;
  readonly #options: OperationOptions;
  readonly #serialize: Serialize;
  readonly #toStream: ToStream;
  readonly #streams: boolean;

  constructor(plan: Plan, body: BodyOptions, options: OperationOptions) {
    const { result } = plan.signature;
    this.#plan = plan;
    this.#body = body;
    this.#needsBody = readsBody(plan);
    this.#options = options;
    this.#serialize = resultSerializer(plan.signature, options.result);
    const refuse = (issues: readonly Issue[]): never => this.#refuse(issues);
    const events = eventSerializers(plan.signature);
    this.#toStream = itemStream(
      result,
      { item: this.#serialize, ...(events && { events }) },
      {
        formats: options.formats ?? allFormats,
        refuse,
        grace: options.streams.grace,
        ...(options.errorRecords && { describe: failureRecord }),
      },
    );
    const chunks = result.kind === "chunks" && !options.responseClass;
    this.#streams = result.kind === "items" || result.kind === "events" || chunks;
  }

  /** Goes on by another plan, whose handler is the same. */
  follow(plan: Plan, body: BodyOptions): void {
    this.#plan = plan;
    this.#body = body;
    this.#needsBody = readsBody(plan);
  }

  /** Methods, path and place. */
  get title(): string {
    return this.#options.title;
  }

  /** Answers one exchange; never throws. */
  handle(exchange: Exchange, params: readonly string[], report: ErrorReporter): void {
    const run = new Run(new RequestContext(exchange, params), this.#plan.steps);
    try {
      const pending = this.#needsBody ? this.#callWithBody(run) : run.advance(false);
      const responding = pending
        ? pending.then(() => this.#respond(run, report))
        : this.#respond(run, report);
      if (responding)
        this.#options.work.add(responding.catch((error: unknown) => this.#fail(run, error, report)));
    } catch (error) {
      this.#options.work.add(this.#fail(run, error, report));
    }
  }

  async #callWithBody(run: Run): Promise<void> {
    const pending = run.advance(false);
    if (pending) await pending;
    const loaded = await loadBody(run.context.exchange, this.#body);
    if ("type" in loaded) {
      run.issues.push(loaded);
      return;
    }
    run.context.body = loaded;
    if (loaded.form?.isSpooled) await run.hold(loaded.form.lend());
    await run.advance(true);
  }

  #respond(run: Run, report: ErrorReporter): Promise<void> | undefined {
    if (run.issues.length > 0) this.#refuseRequest(run);
    const closing = run.callScope?.close();
    return closing ? closing.then(() => this.#answer(run, report)) : this.#answer(run, report);
  }

  #answer(run: Run, report: ErrorReporter): Promise<void> | undefined {
    const value = run.result;
    if (typeof value === "object" && value !== null) {
      const response = asResponse(value);
      if (response) return this.#sendResponse(run, response, report);
      const isStreamed = this.#streams ? isIterable(value) : isItems(value) && !this.#options.responseClass;
      if (isStreamed)
        return this.#stream(run, this.#toStream(value as Items, run.context.exchange), undefined, report);
    }
    if (this.#options.responseClass)
      return this.#sendResponse(run, this.#wrapped(run, value, this.#options.responseClass), report);
    this.#sendValue(run, value, report);
    return undefined;
  }

  /** The response that takes in a result; the result's type holds for it as for one that is sent as JSON. */
  #wrapped(run: Run, value: unknown, within: ResponseClass): BaseResponse {
    const status = run.context.usedReply?.status ?? this.#options.status;
    const { kind, declared } = this.#plan.signature.result;
    let content = value;
    if (kind !== "chunks") {
      const issues: Issue[] = [];
      const text = this.#serialize(value, issues);
      if (issues.length > 0) this.#refuse(issues);
      if ((declared || this.#options.result) && !isChunk(value)) content = JSON.parse(text);
    }
    return Reflect.construct(within, [content, { status }]) as BaseResponse;
  }

  #sendValue(run: Run, value: unknown, report: ErrorReporter): void {
    const issues: Issue[] = [];
    const text = this.#serialize(value, issues);
    if (issues.length > 0) this.#refuse(issues);
    const reply = run.context.usedReply;
    const status = reply?.status ?? this.#options.status;
    const base = hasBody(status) ? jsonHeaders : noHeaders;
    const headers = reply ? reply.headers.over(base) : base;
    this.#finishAtEnd(run, report);
    run.context.exchange.send(status, headers, text);
  }

  #sendResponse(run: Run, response: BaseResponse, report: ErrorReporter): Promise<void> | undefined {
    const { background } = response;
    if (background) run.context.background.include(background);
    const pending = response.prepare(run.context.exchange);
    return pending
      ? pending.then((prepared) => this.#sendPrepared(run, prepared, report))
      : this.#sendPrepared(run, response, report);
  }

  #sendPrepared(run: Run, response: BaseResponse, report: ErrorReporter): Promise<void> | undefined {
    const { body, status } = response;
    if (typeof body === "object" && body !== null && !(body instanceof Uint8Array)) {
      const outflow = asyncChunks(body, this.#options.streams.grace);
      return this.#stream(run, { headers: response.headers.raw, outflow }, status, report);
    }
    this.#finishAtEnd(run, report);
    sendWhole(run, response, body);
    return undefined;
  }

  #stream(run: Run, stream: ItemStream, status: number | undefined, report: ErrorReporter): Promise<void> {
    const { status: routeStatus, streams } = this.#options;
    return sendStream(run, stream, status, routeStatus, streams, report);
  }

  #refuseRequest(run: Run): never {
    const { bodies, embedded } = this.#plan;
    const body = shownBody(run.context.body?.value, bodies, embedded);
    throw new RequestValidationError(run.sortedIssues(), body);
  }

  #refuse(issues: readonly Issue[]): never {
    throw new ResponseValidationError(issues, this.#options.title);
  }

  /** Dependencies with clean-up, and background tasks, go on when the response has ended. */
  #finishAtEnd(run: Run, report: ErrorReporter): void {
    if (!run.isUnfinished) return;
    const { work } = this.#options;
    const ended = new Promise<void>((resolve) => run.context.exchange.onEnd(resolve));
    work.add(ended.then(() => run.finish(report)));
  }

  /** Answers with an error; the dependencies see it first and may put another in its place. */
  async #fail(run: Run, error: unknown, report: ErrorReporter): Promise<void> {
    await this.#options.errors.answer(await run.fail(error), run.context.exchange, report);
  }
}

function readsBody({ steps }: Plan): boolean {
  return steps.some((step) => step.needsBody);
}

function sendWhole(run: Run, response: BaseResponse, body: string | Uint8Array | null): void {
  const reply = run.context.usedReply;
  const headers = reply ? reply.headers.over(response.headers.raw) : response.headers.raw;
  run.context.exchange.send(response.status, headers, body ?? "");
}

function isChunk(value: unknown): value is Chunk {
  return typeof value === "string" || value instanceof Uint8Array;
}
