import { percentDecode } from "./percent.ts";

/** Pairs up to this many are searched one after the other; beyond, by a map. */
const few = 16;

/**
 * The fields of a query or of a urlencoded form, as the WHATWG URL standard (section 5.1) and Python's `parse_qsl` read
 * them: `+` is a space, repeats and empty values are kept, and nothing is malformed.
 */
export class QueryString {
  /** Name, value, name, value… */
  readonly #pairs: readonly string[];
  #byName: Map<string, string[]> | undefined = undefined;

  /** Takes the text without its `?`. */
  constructor(text: string) {
    this.#pairs = text === "" ? [] : parsePairs(text);
  }

  /** The value of a name; the last one where there are several. */
  last(name: string): string | undefined {
    const pairs = this.#pairs;
    if (pairs.length > few * 2) return this.#index().get(name)?.at(-1);
    for (let i = pairs.length - 2; i >= 0; i -= 2) {
      if (pairs[i] === name) return pairs[i + 1];
    }
    return undefined;
  }

  /** Every value of a name, in order. */
  all(name: string): readonly string[] {
    const pairs = this.#pairs;
    if (pairs.length > few * 2) return this.#index().get(name) ?? [];
    const values: string[] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      if (pairs[i] === name) values.push(pairs[i + 1] as string);
    }
    return values;
  }

  /** Each name once, in the order of its first appearance. */
  names(): readonly string[] {
    return [...this.#index().keys()];
  }

  #index(): Map<string, string[]> {
    if (this.#byName) return this.#byName;
    const byName = new Map<string, string[]>();
    const pairs = this.#pairs;
    for (let i = 0; i < pairs.length; i += 2) {
      const values = byName.get(pairs[i] as string);
      if (values) values.push(pairs[i + 1] as string);
      else byName.set(pairs[i] as string, [pairs[i + 1] as string]);
    }
    this.#byName = byName;
    return byName;
  }
}

function parsePairs(text: string): string[] {
  const plain = !text.includes("%") && !text.includes("+");
  const pairs: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = text.indexOf("&", start);
    if (end < 0) end = text.length;
    if (end > start) {
      let equals = text.indexOf("=", start);
      if (equals < 0 || equals > end) equals = end;
      const name = text.slice(start, equals);
      const value = text.slice(equals + 1, end);
      if (plain) pairs.push(name, value);
      else pairs.push(decode(name), decode(value));
    }
    start = end + 1;
  }
  return pairs;
}

function decode(text: string): string {
  return percentDecode(text.includes("+") ? text.replaceAll("+", " ") : text);
}
