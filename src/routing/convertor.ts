/** What a parameter of a path may hold, in Starlette's words: any text without a slash, any text, or a form of its own. */
export type ConvertorName = "str" | "path" | "int" | "float" | "uuid";

/** Where runs of like characters end, for every place of a text. */
export interface Runs {
  readonly text: string;
  /** The end of the segment that the place is in. */
  readonly segment: Int32Array;
  /** The end of the digits that begin at the place; the place itself where there are none. */
  readonly digits: Int32Array;
}

/** One kind of parameter. */
export interface Convertor {
  readonly name: ConvertorName;
  /** Of two patterns that differ in nothing else, the one whose convertor has the higher rank is tried first. */
  readonly rank: number;
  /** What the whole of its text looks like. */
  readonly form: RegExp;
  /**
   * The furthest end that a parameter beginning at `start` can have, of those that are allowed, or -1. `allowed[i]` is the
   * last allowed end up to `i`, or -1. The end a regular expression would find, without its going back and forth.
   */
  end(runs: Runs, start: number, allowed: Int32Array): number;
}

const str: Convertor = {
  name: "str",
  rank: 1,
  form: /^[^/]+$/,
  end: ({ segment }, start, allowed) => furthest(allowed, start + 1, segment[start]),
};

const path: Convertor = {
  name: "path",
  rank: 0,
  form: /^/,
  end: ({ text }, start, allowed) => furthest(allowed, start, text.length),
};

const int: Convertor = {
  name: "int",
  rank: 3,
  form: /^[0-9]+$/,
  end: ({ digits }, start, allowed) => furthest(allowed, start + 1, digits[start]),
};

const float: Convertor = {
  name: "float",
  rank: 2,
  form: /^[0-9]+(?:\.[0-9]+)?$/,
  end({ text, digits }, start, allowed) {
    const point = digits[start] as number;
    if (point > start && text[point] === ".") {
      const end = furthest(allowed, point + 2, digits[point + 1]);
      if (end >= 0) return end;
    }
    return furthest(allowed, start + 1, point);
  },
};

const uuidForm = "[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}";
const uuidHere = new RegExp(uuidForm, "y");

const uuid: Convertor = {
  name: "uuid",
  rank: 4,
  form: new RegExp(`^${uuidForm}$`),
  end({ text }, start, allowed) {
    uuidHere.lastIndex = start;
    if (!uuidHere.test(text)) return -1;
    const end = uuidHere.lastIndex;
    return allowed[end] === end ? end : -1;
  },
};

/** The last allowed end from `low` to `high`, or -1. */
function furthest(allowed: Int32Array, low: number, high: number = -1): number {
  const end = high < 0 ? -1 : (allowed[high] as number);
  return end >= low ? end : -1;
}

/** Every convertor by its name. */
export const convertors: ReadonlyMap<string, Convertor> = new Map(
  [str, path, int, float, uuid].map((convertor) => [convertor.name, convertor]),
);
