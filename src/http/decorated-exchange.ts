import type { Chunk, Chunks, Exchange, RawHeaders } from "./engine.ts";
import type { RequestState } from "./state.ts";
import type { Upgrade } from "./websocket.ts";

/** An exchange that is another one, but for what a class that extends this one changes. */
export abstract class DecoratedExchange implements Exchange {
  protected readonly inner: Exchange;

  constructor(inner: Exchange) {
    this.inner = inner;
  }

  get method(): string {
    return this.inner.method;
  }

  get target(): string {
    return this.inner.target;
  }

  get rootPath(): string {
    return this.inner.rootPath;
  }

  get rawHeaders(): RawHeaders {
    return this.inner.rawHeaders;
  }

  get remoteAddress(): string | undefined {
    return this.inner.remoteAddress;
  }

  get peerAddress(): string | undefined {
    return this.inner.peerAddress;
  }

  get secure(): boolean {
    return this.inner.secure;
  }

  get upgrade(): Upgrade | undefined {
    return this.inner.upgrade;
  }

  get state(): RequestState | undefined {
    return this.inner.state;
  }

  set state(state: RequestState | undefined) {
    this.inner.state = state;
  }

  header(name: string): string | undefined {
    return this.inner.header(name);
  }

  headerValues(name: string): readonly string[] {
    return this.inner.headerValues(name);
  }

  readBody(limit: number): Promise<Uint8Array> {
    return this.inner.readBody(limit);
  }

  streamBody(limit: number): AsyncIterable<Uint8Array> {
    return this.inner.streamBody(limit);
  }

  get signal(): AbortSignal {
    return this.inner.signal;
  }

  send(status: number, headers: RawHeaders, body: Chunk | null): void {
    this.inner.send(status, headers, body);
  }

  stream(status: number, headers: RawHeaders, chunks: Chunks): Promise<void> {
    return this.inner.stream(status, headers, chunks);
  }

  onStop(callback: (milliseconds: number) => void): void {
    this.inner.onStop(callback);
  }

  onEnd(callback: () => void): void {
    this.inner.onEnd(callback);
  }
}
