import type { Json, TypeKind, TypeModel } from "../contract/type-model.ts";

/** Constraints and annotations by JSON Schema's words, as the author wrote them. */
export type Words = Readonly<Record<string, Json>>;

/** What is wrong with a constraint: the word that it is said of, one sentence, and what to write instead. */
export interface Mistake {
  readonly word: string;
  readonly message: string;
  readonly hint: string;
}

interface Word {
  /** The kinds of type that the word constrains; absent where it may be said of any. */
  readonly kinds?: readonly TypeKind[];
  /** A decimal as text is constrained, too. */
  readonly decimals?: boolean;
  readonly expected: string;
  /** A value that it allows, as it is written. */
  readonly example: string;
  /** What the model calls it, where that is another word. */
  readonly property?: string;
  allows(value: Json): boolean;
}

const numbers: readonly TypeKind[] = ["number", "integer", "bigint"];
const sized: readonly TypeKind[] = ["string", "bytes", "file"];
const lists: readonly TypeKind[] = ["array", "set"];

const isNumber = (value: Json): boolean => typeof value === "number";
const isCount = (value: Json): boolean => Number.isInteger(value) && Number(value) >= 0;
const isText = (value: Json): boolean => typeof value === "string";
const isFlag = (value: Json): boolean => typeof value === "boolean";

function isPattern(value: Json): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value, "u") instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const bound: Word = {
  kinds: numbers,
  decimals: true,
  expected: "a number",
  example: "1",
  allows: isNumber,
};
const digits: Word = {
  kinds: [],
  decimals: true,
  expected: "a whole number from 0",
  example: "2",
  allows: isCount,
};
const size: Word = { kinds: sized, expected: "a whole number from 0", example: "1", allows: isCount };
const count: Word = { kinds: lists, expected: "a whole number from 0", example: "1", allows: isCount };
const text: Word = { expected: "a string", example: '"…"', allows: isText };

const vocabulary: ReadonlyMap<string, Word> = new Map<string, Word>([
  ["minimum", bound],
  ["maximum", bound],
  ["exclusiveMinimum", bound],
  ["exclusiveMaximum", bound],
  [
    "multipleOf",
    {
      kinds: numbers,
      expected: "a number above 0",
      example: "0.5",
      allows: (value) => isNumber(value) && Number(value) > 0,
    },
  ],
  ["maxDigits", digits],
  ["decimalPlaces", digits],
  ["minLength", size],
  ["maxLength", size],
  [
    "pattern",
    {
      kinds: ["string"],
      expected: "a regular expression with the `u` flag",
      example: '"^[a-z]+$"',
      allows: isPattern,
    },
  ],
  ["format", { ...text, kinds: ["string"] }],
  ["minItems", count],
  ["maxItems", count],
  ["uniqueItems", { kinds: ["array"], expected: "true or false", example: "true", allows: isFlag }],
  [
    "additionalProperties",
    {
      kinds: ["object"],
      property: "additional",
      expected: "false (an index signature allows others)",
      example: "false",
      allows: (value) => value === false,
    },
  ],
  ["title", text],
  ["description", text],
  ["default", { expected: "a JSON value", example: "1", allows: () => true }],
  ["examples", { expected: "a list of examples", example: '["…"]', allows: Array.isArray }],
  ["deprecated", { expected: "true or false", example: "true", allows: isFlag }],
]);

/** FastAPI's own words, for those who come from there. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ["ge", "minimum"],
  ["gt", "exclusiveMinimum"],
  ["le", "maximum"],
  ["lt", "exclusiveMaximum"],
  ["min", "minimum"],
  ["max", "maximum"],
  ["multiple_of", "multipleOf"],
  ["max_digits", "maxDigits"],
  ["decimal_places", "decimalPlaces"],
  ["min_length", "minLength"],
  ["max_length", "maxLength"],
  ["regex", "pattern"],
  ["extra", "additionalProperties"],
  ["example", "examples"],
]);

const orders: readonly (readonly [string, string])[] = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
];

function mistakeOf(name: string, value: Json): Mistake | undefined {
  const word = vocabulary.get(name);
  if (!word) {
    const known = synonyms.get(name);
    const hint = known ? `Write \`${known}\`.` : `The words are ${[...vocabulary.keys()].join(", ")}.`;
    return { word: name, message: `\`${name}\` is not a constraint.`, hint };
  }
  if (word.allows(value)) return undefined;
  const message = `\`${name}\` must be ${word.expected}, not \`${JSON.stringify(value)}\`.`;
  return { word: name, message, hint: `Write ${word.expected}, as in \`${name}: ${word.example}\`.` };
}

/** A lower bound that is above its upper bound, where `words` has just said one of them. */
function disorderOf(model: TypeModel, words: Words): Mistake | undefined {
  if (model.kind === "checked" || model.kind === "secret") return disorderOf(model.type, words);
  const values = new Map<string, unknown>(Object.entries(model));
  const said = orders.filter(([low, high]) => low in words || high in words);
  const wrong = said.find(([low, high]) => Number(values.get(low)) > Number(values.get(high)));
  if (!wrong) return undefined;
  const [low, high] = wrong;
  const message = `\`${low}\` ${String(values.get(low))} is above \`${high}\` ${String(values.get(high))}.`;
  return { word: low in words ? low : high, message, hint: "No value is between them: change one." };
}

function suits({ kinds, decimals = false }: Word, model: TypeModel): boolean {
  if (!kinds || kinds.includes(model.kind)) return true;
  return decimals && model.kind === "string" && model.format === "decimal";
}

/** One word on the types it suits: for a union, on each such member. `undefined` where it suits none. */
function place(model: TypeModel, name: string, value: Json, word: Word | undefined): TypeModel | undefined {
  const { property = name } = word ?? {};
  if (!word || suits(word, model)) return { ...model, [property]: value };
  if (model.kind === "checked" || model.kind === "secret") {
    const inner = place(model.type, name, value, word);
    return inner && { ...model, type: inner };
  }
  if (model.kind !== "union") return undefined;
  const placed = model.members.map((member) => place(member, name, value, word));
  if (placed.every((member) => member === undefined)) return undefined;
  return { ...model, members: model.members.map((member, index) => placed[index] ?? member) };
}

/** Says `words` of `model`: annotations of the whole, constraints of the parts they suit; and what is wrong with them. */
export function constrain(
  model: TypeModel,
  words: Words,
): { readonly model: TypeModel; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  let constrained = model;
  for (const [name, value] of Object.entries(words)) {
    const mistake = mistakeOf(name, value);
    const placed = mistake ? undefined : place(constrained, name, value, vocabulary.get(name));
    if (placed) constrained = placed;
    else mistakes.push(mistake ?? misplaced(name, model));
  }
  const disorder = disorderOf(constrained, words);
  if (disorder) mistakes.push(disorder);
  return { model: constrained, mistakes };
}

function misplaced(name: string, model: TypeModel): Mistake {
  const { kinds = [], decimals = false } = vocabulary.get(name) ?? {};
  const { kind } = model;
  const all = [...kinds, ...(decimals ? ["Decimal"] : [])];
  const message = `\`${name}\` says nothing of a type of kind ${kind}; it is for ${all.join(", ")}.`;
  const fitting = Array.from(vocabulary).filter(([, word]) => word.kinds && suits(word, model));
  const words = fitting.map(([word]) => `\`${word}\``).join(", ");
  return { word: name, message, hint: words === "" ? "Leave it out." : `For this type there are ${words}.` };
}
