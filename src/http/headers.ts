import type { RawHeaders } from "./engine.ts";

/** A field name is a token (RFC 9110 section 5.6.2). */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** A field value is visible ASCII, space, tab and the upper half of Latin-1 (RFC 9110 section 5.5). */
const unfit = /[^\t\x20-\x7e\x80-\xff]/;

/** Response headers under construction: names in any case, repeats kept in the order they were added. */
export class HeaderList {
  readonly #raw: string[];

  /** Begins with headers that can be sent. */
  constructor(raw: RawHeaders = []) {
    this.#raw = [...raw];
  }

  /** Name, value, name, value… as an engine takes them. */
  get raw(): RawHeaders {
    return this.#raw;
  }

  has(name: string): boolean {
    return indexOfHeader(this.#raw, name) >= 0;
  }

  /** The first value of that name. */
  get(name: string): string | undefined {
    const index = indexOfHeader(this.#raw, name);
    return index < 0 ? undefined : this.#raw[index + 1];
  }

  /** Every value of that name, in order. */
  getAll(name: string): readonly string[] {
    return headerValues(this.#raw, name);
  }

  /** Puts one value in place of all that the name had. Throws a `TypeError` where name or value cannot be sent. */
  set(name: string, value: string): this {
    checkHeader(name, value);
    const index = indexOfHeader(this.#raw, name);
    if (index < 0) this.#raw.push(name, value);
    else {
      this.#raw[index + 1] = value;
      this.#removeFrom(index + 2, name);
    }
    return this;
  }

  /** Adds a value beside those that the name has. Throws a `TypeError` where name or value cannot be sent. */
  append(name: string, value: string): this {
    checkHeader(name, value);
    this.#raw.push(name, value);
    return this;
  }

  /** Says that the answer depends on a header of the request (RFC 9110 section 12.5.5); once for each. */
  addVary(name: string): this {
    const named = new Set(this.getAll("vary").flatMap((value) => value.toLowerCase().split(/\s*,\s*/)));
    return named.has("*") || named.has(name.toLowerCase()) ? this : this.append("vary", name);
  }

  /** Removes every value of that name. */
  delete(name: string): this {
    this.#removeFrom(0, name);
    return this;
  }

  /** The headers of `base` that this list does not name, then this list. What a response varies by adds up. */
  over(base: RawHeaders): RawHeaders {
    const merged: string[] = [];
    for (let i = 0; i + 1 < base.length; i += 2) {
      if (base[i] === "vary" || !this.has(base[i] as string))
        merged.push(base[i] as string, base[i + 1] as string);
    }
    merged.push(...this.#raw);
    return merged;
  }

  #removeFrom(start: number, name: string): void {
    let index = indexOfHeader(this.#raw, name, start);
    while (index >= 0) {
      this.#raw.splice(index, 2);
      index = indexOfHeader(this.#raw, name, index);
    }
  }
}

/** Throws a `TypeError` where a header could not be sent, or would be read as more than one (RFC 9110 section 5.5). */
export function checkHeader(name: string, value: string): void {
  if (!token.test(name)) throw new TypeError(`${JSON.stringify(name)} is no header name`);
  if (unfit.test(value)) {
    throw new TypeError(`the header ${name} cannot hold ${JSON.stringify(unfit.exec(value)?.[0])}`);
  }
}

/** The same headers with one value of a header, by its lower-case name, in place of its first. */
export function withHeader(raw: RawHeaders, name: string, value: string): RawHeaders {
  const headers = [...raw];
  const index = indexOfHeader(headers, name);
  if (index < 0) headers.push(name, value);
  else headers[index + 1] = value;
  return headers;
}

/** Where a header stands in a flat list, at `start` (an even index) or after it; -1 where it does not. */
export function indexOfHeader(raw: RawHeaders, name: string, start: number = 0): number {
  const { length } = name;
  let lower = "";
  for (let i = start; i < raw.length; i += 2) {
    const candidate = raw[i] as string;
    if (candidate.length !== length) continue;
    if (candidate === name) return i;
    if (lower === "") lower = name.toLowerCase();
    if (candidate.toLowerCase() === lower) return i;
  }
  return -1;
}

/** Every value of one header of a flat list, in order. */
export function headerValues(raw: RawHeaders, name: string): readonly string[] {
  const values: string[] = [];
  let index = indexOfHeader(raw, name);
  while (index >= 0) {
    values.push(raw[index + 1] as string);
    index = indexOfHeader(raw, name, index + 2);
  }
  return values;
}

/** One header of a flat list; repeats joined by a comma (RFC 9110 section 5.3), cookies by a semicolon (RFC 9113 section 8.2.3). */
export function joinedHeader(raw: RawHeaders, name: string): string | undefined {
  const first = indexOfHeader(raw, name);
  if (first < 0) return undefined;
  if (indexOfHeader(raw, name, first + 2) < 0) return raw[first + 1];
  return headerValues(raw, name).join(name === "cookie" ? "; " : ", ");
}

/**
 * How long the headers of a request say that its body is, in bytes: 0 where there is none, `Infinity` where it comes in
 * chunks (RFC 9112 section 6.3).
 */
export function declaredLength(raw: RawHeaders): number {
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (name.length === 14 && name.toLowerCase() === "content-length") return Number(raw[i + 1]);
    if (name.length === 17 && name.toLowerCase() === "transfer-encoding") return Infinity;
  }
  return 0;
}

/** The headers as the web's `Headers`. */
export function webHeaders(raw: RawHeaders): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < raw.length; i += 2) headers.append(raw[i] as string, raw[i + 1] as string);
  return headers;
}
