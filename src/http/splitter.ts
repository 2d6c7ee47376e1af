import { joinBytes } from "./bytes.ts";
import { BodyTooLarge } from "./engine.ts";

/** Cuts a body that holds many values into those values, as it comes. */
export interface Splitter {
  /** Takes the next bytes, cut anywhere; gives the texts that they complete. Throws `BodyTooLarge` for one that is too long. */
  push(bytes: Uint8Array): readonly Uint8Array[];
  /** The body has ended; gives the last text, where it needs no more to be complete. Throws a `SplitError` where one is missing. */
  end(): Uint8Array | undefined;
}

/** The body is no sequence of values: `list` where it is another value than an array, `json` where it is broken. */
export class SplitError extends Error {
  override readonly name = "SplitError";
  readonly reason: "list" | "json";

  constructor(reason: "list" | "json", message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The bytes of a text that is still coming. */
class Unfinished {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size > this.#limit) throw new BodyTooLarge(this.#limit);
    if (bytes.length > 0) this.#pieces.push(bytes);
  }

  /** All of it, with `last` at its end; the next text begins. */
  take(last: Uint8Array): Uint8Array {
    this.add(last);
    const whole = joinBytes(this.#pieces);
    this.#pieces = [];
    this.#size = 0;
    return whole;
  }
}

const [newLine, space, tab, carriageReturn] = [0x0a, 0x20, 0x09, 0x0d];
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
/** What may stand before a text in UTF-8, and means nothing (RFC 3629 section 6). */
const byteOrderMark = [0xef, 0xbb, 0xbf];

function isSpace(byte: number | undefined): boolean {
  return byte === space || byte === newLine || byte === carriageReturn || byte === tab;
}

function isBlank(text: Uint8Array): boolean {
  return text.every(isSpace);
}

/** One value a line (jsonlines.org); blank lines are none, and the last line needs no line feed. */
export class LineSplitter implements Splitter {
  readonly #unfinished: Unfinished;

  /** `limit` is that of a line, in bytes. */
  constructor(limit: number) {
    this.#unfinished = new Unfinished(limit);
  }

  push(bytes: Uint8Array): readonly Uint8Array[] {
    const lines: Uint8Array[] = [];
    let start = 0;
    for (let end = bytes.indexOf(newLine); end >= 0; end = bytes.indexOf(newLine, start)) {
      const line = this.#unfinished.take(bytes.subarray(start, end));
      if (!isBlank(line)) lines.push(line);
      start = end + 1;
    }
    this.#unfinished.add(bytes.subarray(start));
    return lines;
  }

  end(): Uint8Array | undefined {
    const line = this.#unfinished.take(new Uint8Array());
    return isBlank(line) ? undefined : line;
  }
}

/** The elements of one JSON array (RFC 8259 section 5), each as the text between commas; it is not looked into any further. */
export class ArraySplitter implements Splitter {
  readonly #unfinished: Unfinished;
  #place: "before" | "inside" | "after" = "before";
  #marks = 0;
  /** How many brackets are open within the element. */
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  #isFirst = true;

  /** `limit` is that of an element, in bytes. */
  constructor(limit: number) {
    this.#unfinished = new Unfinished(limit);
  }

  push(bytes: Uint8Array): readonly Uint8Array[] {
    const elements: Uint8Array[] = [];
    let start = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (this.#place !== "inside") {
        this.#outside(byte);
        start = i + 1;
      } else if (this.#endsElement(byte)) {
        const element = this.#unfinished.take(bytes.subarray(start, i));
        start = i + 1;
        const isEmptyArray = this.#isFirst && byte === closeArray && isBlank(element);
        if (!isEmptyArray) elements.push(element);
        this.#isFirst = false;
        if (byte === closeArray) this.#place = "after";
      }
    }
    this.#unfinished.add(bytes.subarray(start));
    return elements;
  }

  end(): undefined {
    if (this.#place === "before") throw new SplitError("json", "Expecting value");
    if (this.#place === "inside") throw new SplitError("json", "Expecting ',' delimiter");
  }

  #outside(byte: number): void {
    if (isSpace(byte)) return;
    if (this.#place === "after") throw new SplitError("json", "Extra data");
    if (byte === openArray) this.#place = "inside";
    else if (byte !== byteOrderMark[this.#marks++])
      throw new SplitError("list", "Input should be a valid list");
  }

  #endsElement(byte: number): boolean {
    if (this.#isString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === backslash) this.#isEscaped = true;
      else if (byte === quote) this.#isString = false;
      return false;
    }
    if (byte === quote) this.#isString = true;
    else if (byte === openArray || byte === openObject) this.#depth++;
    else if (this.#depth > 0) {
      if (byte === closeArray || byte === closeObject) this.#depth--;
    } else return byte === comma || byte === closeArray;
    return false;
  }
}
