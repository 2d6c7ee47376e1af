import { joinBytes } from "../http/bytes.ts";
import { formLimits, tooLarge } from "./form-limits.ts";

/**
 * One part of a multipart form (RFC 7578) as it comes: its head, and its bytes, which are read from the connection as they
 * are taken. What is not taken before the next part is asked for is left out.
 * @source parts
 */
export class FormPart implements AsyncIterable<Uint8Array> {
  readonly name: string;
  /** Of a file; `undefined` for a field that is none. */
  readonly filename: string | undefined;
  /** Its media type. */
  readonly type: string;
  readonly #bytes: AsyncIterable<Uint8Array>;

  constructor(head: Pick<FormPart, "name" | "filename" | "type">, bytes: AsyncIterable<Uint8Array>) {
    this.name = head.name;
    this.filename = head.filename;
    this.type = head.type;
    this.#bytes = bytes;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#bytes[Symbol.asyncIterator]();
  }

  /** All of its bytes, of which there may be `limit`; 1 MiB by default. A part that is longer is answered 400. */
  async bytes(limit: number = formLimits.fieldSize): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of this) {
      size += piece.length;
      if (size > limit) throw tooLarge("Part", limit);
      pieces.push(piece);
    }
    return joinBytes(pieces);
  }

  /** All of it as text, of at most 1 MiB. */
  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }
}
