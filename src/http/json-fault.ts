/** Why a text is not JSON, as CPython's `json` module says it; `offset` counts characters (code points) from 0. */
export interface JsonFault {
  readonly error: string;
  readonly offset: number;
  /** The bytes are not UTF-8: there is no text to find a fault in. */
  readonly undecodable?: true;
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /null|true|false/y;
/** The text of a string up to its closing quote, or to what ends it early. */
const plain = /[ !#-[\]-\uffff]*/y;
const hex = /[0-9A-Fa-f]{4}/y;

/** Finds the first fault of a text that `JSON.parse` has refused. */
export function findJsonFault(text: string): JsonFault {
  const { error, at } = new Scan(text).run();
  return { error, offset: codePoints(text, at) };
}

interface Fault {
  readonly error: string;
  readonly at: number;
}

function codePoints(text: string, end: number): number {
  let count = 0;
  for (let i = 0; i < end; count++) i += (text.codePointAt(i) as number) > 0xffff ? 2 : 1;
  return count;
}

/** One walk through the text with a stack of its own, so that no depth of nesting is too much. */
class Scan {
  readonly #text: string;
  #at = 0;
  #fault: Fault | undefined = undefined;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Fault {
    if (this.#text.startsWith("\ufeff")) {
      return { error: "Unexpected UTF-8 BOM (decode using utf-8-sig)", at: 0 };
    }
    const closers: string[] = [];
    this.#skip(space);
    while (this.#value(closers) && this.#afterValue(closers));
    return this.#fault ?? { error: "Extra data", at: this.#at };
  }

  /** Reads a value, or the beginning of one; `false` at a fault. */
  #value(closers: string[]): boolean {
    for (;;) {
      const open = this.#text[this.#at];
      if (open !== "{" && open !== "[") return this.#scalar(open);
      const closer = open === "{" ? "}" : "]";
      this.#at++;
      this.#skip(space);
      if (this.#text[this.#at] === closer) {
        this.#at++;
        return true;
      }
      closers.push(closer);
      if (open === "{" && !this.#key()) return false;
    }
  }

  #scalar(first: string | undefined): boolean {
    if (first === '"') return this.#string();
    return this.#skip(word) || this.#skip(number) || this.#fail("Expecting value");
  }

  /** Closes what ends here and moves on to the next value; `false` at a fault or at the end of the outermost value. */
  #afterValue(closers: string[]): boolean {
    for (;;) {
      this.#skip(space);
      const closer = closers.at(-1);
      if (closer === undefined) return false;
      const next = this.#text[this.#at];
      if (next === closer) {
        this.#at++;
        closers.pop();
        continue;
      }
      if (next !== ",") return this.#fail("Expecting ',' delimiter");
      const comma = this.#at++;
      this.#skip(space);
      if (this.#text[this.#at] === closer) {
        const what = closer === "}" ? "object" : "array";
        return this.#fail(`Illegal trailing comma before end of ${what}`, comma);
      }
      return closer === "]" || this.#key();
    }
  }

  /** Reads a property's name and its colon. */
  #key(): boolean {
    if (this.#text[this.#at] !== '"') return this.#fail("Expecting property name enclosed in double quotes");
    if (!this.#string()) return false;
    this.#skip(space);
    if (this.#text[this.#at] !== ":") return this.#fail("Expecting ':' delimiter");
    this.#at++;
    this.#skip(space);
    return true;
  }

  #string(): boolean {
    const start = this.#at++;
    for (;;) {
      this.#skip(plain);
      const stop = this.#text[this.#at];
      if (stop === '"') {
        this.#at++;
        return true;
      }
      if (stop === undefined) return this.#fail("Unterminated string starting at", start);
      if (stop !== "\\") return this.#fail("Invalid control character at");
      if (!this.#escape(start)) return false;
    }
  }

  #escape(start: number): boolean {
    const escape = this.#text[this.#at + 1];
    if (escape === undefined) return this.#fail("Unterminated string starting at", start);
    if (escape === "u") {
      this.#at += 2;
      const digits = this.#at;
      // Python looks for the character after the digits before it looks at them.
      if (digits + 4 < this.#text.length && this.#skip(hex)) return true;
      return this.#fail("Invalid \\uXXXX escape", digits - 1);
    }
    if (!'"\\/bfnrt'.includes(escape)) return this.#fail("Invalid \\escape");
    this.#at += 2;
    return true;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const matched = pattern.exec(this.#text)?.[0].length ?? 0;
    this.#at += matched;
    return matched > 0;
  }

  #fail(error: string, at: number = this.#at): false {
    this.#fault = { error, at };
    return false;
  }
}
