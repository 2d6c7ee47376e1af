import { DecoratedExchange } from "../http/decorated-exchange.ts";
import type { Chunk, Chunks, Exchange, RawHeaders } from "../http/engine.ts";
import { checkStatus } from "../http/exception.ts";
import { GivenBody } from "../http/given-body.ts";
import { checkHeader, HeaderList, headerValues, joinedHeader } from "../http/headers.ts";
import { discardChunks } from "../http/pull.ts";
import type { AcceptOptions, Upgrade, WebSocketEnd } from "../http/websocket.ts";
import { BaseResponse } from "../responses/response.ts";
import { Relay } from "./relay.ts";

/** What the inside of a middleware sees in place of what came. */
export interface RequestChanges {
  readonly method?: string;
  /** Path and query: `/items/3?q=a`. */
  readonly target?: string;
  /** Put in place of those of the same name; `null` takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** The limits of the routes hold for it; of its length, the headers say nothing. */
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
  /** The longest body that can be read, in bytes, where the limit of the route is not smaller. */
  readonly bodyLimit?: number;
  /** Aborts the inside, as the client's leaving does. */
  readonly signal?: AbortSignal;
  /** The address of the client, where the connection is that of a proxy. */
  readonly remoteAddress?: string;
  /** The client's connection is encrypted. */
  readonly secure?: boolean;
}

/** The exchange that the inside of a middleware answers: what it sends becomes a response in the hands of the middleware. */
export class RecordingExchange extends DecoratedExchange {
  readonly #changes: RequestChanges;
  readonly #begun: PromiseWithResolvers<BaseResponse> = Promise.withResolvers();
  #headers: RawHeaders | undefined = undefined;
  #body: GivenBody | undefined;
  #signal: AbortSignal | undefined = undefined;
  #relay: Relay | undefined = undefined;
  #streamed: PromiseWithResolvers<void> | undefined = undefined;
  #endings: (() => void)[] | undefined = undefined;
  #over = false;
  #upgraded = false;

  constructor(exchange: Exchange, changes: RequestChanges) {
    super(exchange);
    this.#changes = changes;
    this.#body = changes.body && new GivenBody(changes.body);
  }

  /** Fulfilled when the inside begins to answer; a WebSocket that has opened is a 101. */
  get response(): Promise<BaseResponse> {
    return this.#begun.promise;
  }

  /** The stream that the inside answers with. */
  get relay(): Relay | undefined {
    return this.#relay;
  }

  /** A WebSocket was opened: nothing is left to be sent. */
  get upgraded(): boolean {
    return this.#upgraded;
  }

  /** The response that was sent is over; `failure` is what its stream threw. Gives whether the inside has been told of that. */
  end(failure?: { readonly error: unknown }): boolean {
    this.#over = true;
    const own = this.#relay?.failure ?? failure;
    if (own) this.#streamed?.reject(own.error);
    else this.#streamed?.resolve();
    return this.#streamed !== undefined && own?.error === failure?.error;
  }

  /** Nothing of what the inside answers is sent. Gives a promise where a stream of it has to be let go. */
  abandon(): Promise<void> | undefined {
    this.#over = true;
    return this.#relay && this.#letGo(this.#relay);
  }

  override send(status: number, headers: RawHeaders, body: Chunk | null): void {
    this.#begun.resolve(recorded(status, headers, body));
  }

  override async stream(status: number, headers: RawHeaders, chunks: Chunks): Promise<void> {
    if (this.#over) return discardChunks(chunks);
    const relay = new Relay(chunks);
    try {
      this.#begun.resolve(recorded(status, headers, relay));
    } catch (error) {
      this.#begun.resolve(new BaseResponse(null, { status: 500 }));
      await discardChunks(chunks);
      throw error;
    }
    this.#relay = relay;
    this.#streamed = Promise.withResolvers();
    this.onEnd(() => void relay.letGo());
    return this.#streamed.promise;
  }

  /** However many callbacks there are, the exchange that came has one: an engine may warn of listeners that pile up. */
  override onEnd(callback: () => void): void {
    if (this.#endings) this.#endings.push(callback);
    else {
      const endings = [callback];
      this.#endings = endings;
      this.inner.onEnd(() => {
        this.#endings = undefined;
        for (const ended of endings) ended();
      });
    }
  }

  override readBody(limit: number): Promise<Uint8Array> {
    const least = Math.min(limit, this.#changes.bodyLimit ?? Infinity);
    return this.#body ? this.#body.read(least) : this.inner.readBody(least);
  }

  override streamBody(limit: number): AsyncIterable<Uint8Array> {
    const least = Math.min(limit, this.#changes.bodyLimit ?? Infinity);
    return this.#body ? this.#body.stream(least) : this.inner.streamBody(least);
  }

  override header(name: string): string | undefined {
    return this.#isAsItCame ? this.inner.header(name) : joinedHeader(this.rawHeaders, name);
  }

  override headerValues(name: string): readonly string[] {
    return this.#isAsItCame ? this.inner.headerValues(name) : headerValues(this.rawHeaders, name);
  }

  override get rawHeaders(): RawHeaders {
    this.#headers ??= this.#isAsItCame ? this.inner.rawHeaders : this.#changedHeaders();
    return this.#headers;
  }

  override get signal(): AbortSignal {
    const { signal } = this.#changes;
    if (!signal) return this.inner.signal;
    this.#signal ??= AbortSignal.any([this.inner.signal, signal]);
    return this.#signal;
  }

  override get method(): string {
    return this.#changes.method ?? this.inner.method;
  }

  override get target(): string {
    return this.#changes.target ?? this.inner.target;
  }

  override get upgrade(): Upgrade | undefined {
    const { upgrade } = this.inner;
    return upgrade && { protocols: upgrade.protocols, accept: (options) => this.#accept(upgrade, options) };
  }

  override get remoteAddress(): string | undefined {
    return this.#changes.remoteAddress ?? this.inner.remoteAddress;
  }

  override get secure(): boolean {
    return this.#changes.secure ?? this.inner.secure;
  }

  get #isAsItCame(): boolean {
    return this.#changes.headers === undefined && this.#body === undefined;
  }

  /** As an engine does: the promise of a stream settles when the response has ended. */
  async #letGo(relay: Relay): Promise<void> {
    await relay.letGo();
    await new Promise<void>((resolve) => this.inner.onEnd(resolve));
    this.end();
  }

  #changedHeaders(): RawHeaders {
    const headers = new HeaderList(this.inner.rawHeaders);
    if (this.#body) headers.delete("content-length").delete("transfer-encoding");
    for (const [name, value] of Object.entries(this.#changes.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    return headers.raw;
  }

  async #accept(upgrade: Upgrade, options: AcceptOptions): Promise<WebSocketEnd> {
    const opened = await upgrade.accept(options);
    this.#upgraded = true;
    this.#begun.resolve(new BaseResponse(null, { status: 101 }));
    return opened;
  }
}

/** Refuses what no engine could send. */
function recorded(status: number, headers: RawHeaders, body: BaseResponse["body"]): BaseResponse {
  checkStatus(status);
  for (let i = 0; i + 1 < headers.length; i += 2) checkHeader(headers[i] as string, headers[i + 1] as string);
  return new BaseResponse(body, { status, headers: new HeaderList(headers) });
}
