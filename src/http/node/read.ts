import type { Readable } from "node:stream";
import { joinBytes, readAgain } from "../bytes.ts";
import { BodyAborted, BodyTimeout, BodyTooLarge } from "../engine.ts";

const nothing: Uint8Array = new Uint8Array();

/** The body of one request, read when it is asked for. */
export class IncomingBody {
  readonly #request: Readable;
  readonly #length: number;
  readonly #timeout: number;
  #continue: (() => void) | undefined;
  #whole: Promise<Uint8Array> | undefined = undefined;
  #streamed = false;

  /**
   * `length` is what the headers declare; `timeout` is in milliseconds: for the whole body where it is read at once, for
   * each piece where it is streamed. `proceed` answers a client that waits for `100 Continue`.
   */
  constructor(request: Readable, length: number, timeout: number, proceed: (() => void) | undefined) {
    this.#request = request;
    this.#length = length;
    this.#timeout = timeout;
    this.#continue = proceed;
  }

  /** The client waits for `100 Continue` and has not been told: it will not send the body. */
  get held(): boolean {
    return this.#continue !== undefined;
  }

  read(limit: number): Promise<Uint8Array> {
    if (this.#whole) return readAgain(this.#whole, limit);
    this.#whole = this.#collect(limit);
    return this.#whole;
  }

  /** The body as it comes. It can be given up while more of it is waited for, which a generator cannot. */
  stream(limit: number): AsyncIterableIterator<Uint8Array> {
    const arrivals = new Arrivals(this.#request, this.#timeout);
    const pieces = this.#pieces(limit, arrivals);
    return {
      next: () => pieces.next(),
      return() {
        arrivals.stop();
        return pieces.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async *#pieces(limit: number, arrivals: Arrivals): AsyncGenerator<Uint8Array> {
    if (this.#whole) {
      yield await readAgain(this.#whole, limit);
      return;
    }
    this.#begin(limit);
    if (this.#length === 0) return;
    let size = 0;
    arrivals.listen();
    try {
      while (!arrivals.isStopped) {
        const piece = this.#request.read() as Uint8Array | null;
        if (piece !== null) {
          size += piece.length;
          if (size > limit) throw new BodyTooLarge(limit);
          yield piece;
        } else if (this.#request.readableEnded) return;
        else await arrivals.next();
      }
    } finally {
      arrivals.ignore();
    }
  }

  // Not `async`: this runs for every request with a body, and each promise on its way costs.
  #collect(limit: number): Promise<Uint8Array> {
    try {
      this.#begin(limit);
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#length === 0 ? Promise.resolve(nothing) : collect(this.#request, limit, this.#timeout);
  }

  #begin(limit: number): void {
    if (this.#streamed) throw new TypeError("the body has been read as a stream already");
    this.#streamed = true;
    if (this.#length === 0) return;
    if (this.#length !== Infinity && this.#length > limit) throw new BodyTooLarge(limit);
    if (this.#request.destroyed) throw new BodyAborted();
    this.#continue?.();
    this.#continue = undefined;
  }
}

/** Reads to the end in one go: no more than a list and four listeners. */
function collect(request: Readable, limit: number, timeout: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let size = 0;
    const settle = (): void => {
      clearTimeout(timer);
      request.off("data", take).off("end", end).off("close", leave);
    };
    const fail = (error: Error): void => {
      settle();
      request.pause();
      reject(error);
    };
    const take = (piece: Uint8Array): void => {
      size += piece.length;
      if (size > limit) fail(new BodyTooLarge(limit));
      else pieces.push(piece);
    };
    const end = (): void => {
      settle();
      resolve(joinBytes(pieces));
    };
    const leave = (): void => fail(new BodyAborted());
    const timer = setTimeout(() => fail(new BodyTimeout(timeout)), timeout);
    request.on("data", take).on("end", end).on("close", leave);
  });
}

/** Waits for more of a body to arrive, or for its end. */
class Arrivals {
  readonly #request: Readable;
  readonly #timeout: number;
  #settle: (() => void) | undefined = undefined;
  #isStopped = false;

  constructor(request: Readable, timeout: number) {
    this.#request = request;
    this.#timeout = timeout;
  }

  listen(): void {
    this.#request.on("readable", this.#arrived).on("end", this.#arrived).on("close", this.#arrived);
  }

  /** Nobody waits any more. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  stop(): void {
    this.#isStopped = true;
    this.#settle?.();
  }

  /** Throws `BodyTimeout` where nothing arrives in time, `BodyAborted` where nothing ever will. */
  async next(): Promise<void> {
    if (this.#request.destroyed && !this.#request.readableEnded) throw new BodyAborted();
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      this.#settle = resolve;
      timer = setTimeout(() => reject(new BodyTimeout(this.#timeout)), this.#timeout);
    }).finally(() => clearTimeout(timer));
  }

  ignore(): void {
    this.#request.off("readable", this.#arrived).off("end", this.#arrived).off("close", this.#arrived);
  }

  readonly #arrived = (): void => this.#settle?.();
}
