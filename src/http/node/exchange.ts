import type { IncomingMessage, ServerResponse } from "node:http";
import type { Chunk, Chunks, Exchange, RawHeaders } from "../engine.ts";
import type { Conditions } from "./conditions.ts";
import { declaredLength, withHeader } from "../headers.ts";
import { IncomingBody } from "./read.ts";
import { ReceivedExchange } from "./received-exchange.ts";
import { leaveRest, sendAndLinger, sendChunks, sendWhole } from "./write.ts";

/** A body that nobody has read is taken off the wire up to this length, so that the connection can be used again. */
const smallBody = 64 * 1024;

/** An exchange over `node:http`. */
export class NodeExchange extends ReceivedExchange implements Exchange {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: RawHeaders;
  readonly #response: ServerResponse;
  readonly #conditions: Conditions;
  readonly #expectsContinue: boolean;
  #body: IncomingBody | undefined = undefined;
  #controller: AbortController | undefined = undefined;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    conditions: Conditions,
    expectsContinue: boolean,
  ) {
    super();
    const url = request.url as string;
    this.method = request.method as string;
    this.rawHeaders = request.rawHeaders;
    this.#response = response;
    this.#conditions = conditions;
    this.#expectsContinue = expectsContinue;
    if (url.startsWith("/") || url === "*") this.target = url;
    else {
      const { authority, target } = splitAbsolute(url);
      this.target = target;
      this.rawHeaders = withHeader(request.rawHeaders, "host", authority);
    }
  }

  get remoteAddress(): string | undefined {
    return this.#response.req.socket.remoteAddress;
  }

  get secure(): boolean {
    return "encrypted" in this.#response.req.socket;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      const response = this.#response;
      const leave = (): void => {
        if (!response.writableFinished) controller.abort();
      };
      if (response.destroyed) leave();
      else response.once("close", leave);
      this.#controller = controller;
    }
    return this.#controller.signal;
  }

  send(status: number, headers: RawHeaders, body: Chunk | null): void {
    const response = this.#response;
    if (this.#conditions.closing) response.shouldKeepAlive = false;
    if (body !== null && body.length > smallBody) this.#limitWriting();
    const unread = this.#unread();
    if (unread > smallBody) sendAndLinger(response, status, headers, body);
    else {
      sendWhole(response, status, headers, body);
      if (unread > 0) response.req.resume();
    }
  }

  stream(status: number, headers: RawHeaders, chunks: Chunks): Promise<void> {
    const response = this.#response;
    // A body that is being read may still be read to its end; one that nobody has asked for will not.
    const unread = this.#body ? 0 : this.#unread();
    if (this.#conditions.closing || unread > smallBody) response.shouldKeepAlive = false;
    this.#limitWriting();
    if (this.#body) response.once("finish", () => leaveRest(response.req));
    return sendChunks(response, status, headers, chunks, this.#conditions.writeTimeout);
  }

  onStop(callback: (milliseconds: number) => void): void {
    const response = this.#response;
    if (response.destroyed) return;
    const ending = (milliseconds: number): void => {
      // A client that comes back must not do so by this connection, to a server that is about to end.
      response.once("finish", () => response.req.socket.destroySoon());
      callback(milliseconds);
    };
    response.once("close", this.#conditions.onStop(ending));
  }

  onEnd(callback: () => void): void {
    if (this.#response.destroyed) queueMicrotask(callback);
    else this.#response.once("close", callback);
  }

  protected incoming(): IncomingBody {
    this.#body ??= new IncomingBody(
      this.#response.req,
      declaredLength(this.rawHeaders),
      this.#conditions.bodyTimeout,
      this.#expectsContinue ? () => this.#response.writeContinue() : undefined,
    );
    return this.#body;
  }

  /**
   * The server looks after a connection on which nothing moves for this time. What is small is not worth a timer: it does not
   * wait for its reader.
   */
  #limitWriting(): void {
    const { writeTimeout } = this.#conditions;
    const { socket } = this.#response;
    if (socket) socket.setTimeout(writeTimeout);
    else this.#response.once("socket", (given) => given.setTimeout(writeTimeout));
  }

  /** How much of the body may still be on its way, in bytes. */
  #unread(): number {
    if (this.#response.req.complete) return 0;
    if (this.#expectsContinue && this.#body?.held !== false) return 0;
    return declaredLength(this.rawHeaders);
  }
}

/** Absolute-form (RFC 9112 section 3.2.2), whose authority counts instead of the `Host` header. */
function splitAbsolute(url: string): { authority: string; target: string } {
  const start = url.indexOf("://") + 3;
  const length = url.slice(start).search(/[/?#]/);
  const end = length < 0 ? url.length : start + length;
  const rest = url.slice(end);
  return { authority: url.slice(start, end), target: rest.startsWith("/") ? rest : `/${rest}` };
}
