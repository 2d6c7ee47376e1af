import type { Convertor, Runs } from "./convertor.ts";
import type { PatternParameter } from "./pattern.ts";

/** Text and parameters by turns, matched against the whole of a text in time proportional to its length. */
export class Shape {
  /** Two shapes with the same key match the same texts. */
  readonly key: string;
  /** Characters that are the same in every text that matches. */
  readonly fixedLength: number;
  readonly #texts: readonly string[];
  readonly #convertors: readonly Convertor[];

  /** Takes parts that begin and end with text, which may be empty. */
  constructor(parts: readonly (string | PatternParameter)[]) {
    this.key = parts.map((part) => (typeof part === "string" ? part : `{${part.convertor.name}}`)).join("");
    this.#texts = parts.filter((part) => typeof part === "string");
    this.#convertors = parts.filter((part) => typeof part !== "string").map(({ convertor }) => convertor);
    this.fixedLength = this.#texts.reduce((sum, text) => sum + text.length, 0);
  }

  /** The sum of the convertors' ranks. */
  get rank(): number {
    return this.#convertors.reduce((sum, { rank }) => sum + rank, 0);
  }

  /** Whether the text matches; if so, what the parameters hold is added to `params`. */
  match(text: string, params: string[]): boolean {
    const head = this.#texts[0] as string;
    const tail = this.#texts.at(-1) as string;
    if (text.length < this.fixedLength || !text.startsWith(head) || !text.endsWith(tail)) return false;
    return this.#convertors.length === 1
      ? this.#matchOne(text.slice(head.length, text.length - tail.length), params)
      : this.#matchMany(text, params);
  }

  #matchOne(value: string, params: string[]): boolean {
    if (!this.#convertors[0]?.form.test(value)) return false;
    params.push(value);
    return true;
  }

  /**
   * Works from the last parameter to the first: for every place, where a parameter that begins there would end so that
   * the rest matches too. Then every parameter, from the first on, takes as much as it can, as in a regular expression.
   */
  #matchMany(text: string, params: string[]): boolean {
    const runs = runsOf(text);
    const ends: Int32Array[] = [];
    let allowed = this.#lastEnd(text);
    for (let i = this.#convertors.length - 1; i >= 0; i--) {
      const convertor = this.#convertors[i] as Convertor;
      const here = new Int32Array(text.length + 1);
      for (let start = text.length; start >= 0; start--) here[start] = convertor.end(runs, start, allowed);
      ends[i] = here;
      allowed = placesBefore(text, this.#texts[i] as string, here);
    }
    let start = (this.#texts[0] as string).length;
    if (ends[0]?.[start] === -1) return false;
    for (const [i, here] of ends.entries()) {
      const end = here[start] as number;
      params.push(text.slice(start, end));
      start = end + (this.#texts[i + 1] as string).length;
    }
    return true;
  }

  /** The only place where the last parameter may end. */
  #lastEnd(text: string): Int32Array {
    const allowed = new Int32Array(text.length + 1).fill(-1);
    const end = text.length - (this.#texts.at(-1) as string).length;
    return allowed.fill(end, end);
  }
}

/** For every place, the last one up to it where `fixed` stands and is followed by a parameter that can end. */
function placesBefore(text: string, fixed: string, ends: Int32Array): Int32Array {
  const allowed = new Int32Array(text.length + 1);
  let last = -1;
  for (let place = 0; place <= text.length; place++) {
    const next = place + fixed.length;
    if (next <= text.length && (ends[next] as number) >= 0 && text.startsWith(fixed, place)) last = place;
    allowed[place] = last;
  }
  return allowed;
}

function runsOf(text: string): Runs {
  const segment = new Int32Array(text.length + 1).fill(text.length, text.length);
  const digits = new Int32Array(text.length + 1).fill(text.length, text.length);
  for (let i = text.length - 1; i >= 0; i--) {
    const char = text[i] as string;
    segment[i] = char === "/" ? i : (segment[i + 1] as number);
    digits[i] = char >= "0" && char <= "9" ? (digits[i + 1] as number) : i;
  }
  return { text, segment, digits };
}
