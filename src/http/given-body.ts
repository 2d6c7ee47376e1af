import { joinBytes, readAgain } from "./bytes.ts";
import { BodyTooLarge } from "./engine.ts";

/** A body that does not come from the network: bytes, or a sequence of them. It is read once, as an engine's is. */
export class GivenBody {
  readonly #pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  #whole: Promise<Uint8Array> | undefined = undefined;
  #streamed = false;

  constructor(body: Uint8Array | AsyncIterable<Uint8Array>) {
    this.#pieces = body instanceof Uint8Array ? [body] : body;
  }

  /** All of it; a second call gives the same bytes. Throws `BodyTooLarge`, and what the sequence throws. */
  read(limit: number): Promise<Uint8Array> {
    if (this.#whole) return readAgain(this.#whole, limit);
    this.#whole = this.#collect(limit);
    return this.#whole;
  }

  /** As it comes; throws the same errors, where the limit is passed. */
  async *stream(limit: number): AsyncGenerator<Uint8Array> {
    if (this.#whole) yield await readAgain(this.#whole, limit);
    else yield* this.#limited(limit);
  }

  async *#limited(limit: number): AsyncGenerator<Uint8Array> {
    if (this.#streamed) throw new TypeError("the body has been read as a stream already");
    this.#streamed = true;
    let size = 0;
    for await (const piece of this.#pieces) {
      size += piece.length;
      if (size > limit) throw new BodyTooLarge(limit);
      yield piece;
    }
  }

  async #collect(limit: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.#limited(limit)) pieces.push(piece);
    return joinBytes(pieces);
  }
}
