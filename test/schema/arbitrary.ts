import fc, { type Arbitrary } from "fast-check";
import { openContract } from "../../src/contract/attached.ts";
import type { Definitions, Json, Property, TypeModel } from "../../src/contract/type-model.ts";

/** What kinds of types are drawn. */
export interface Drawn {
  /** Without those that JSON Schema cannot say all of. */
  readonly schemaOnly?: boolean;
  /** With defaults that are not of their type, too. */
  readonly anyDefaults?: boolean;
  /** Without unions, some of which take the text of one member for another. */
  readonly noUnions?: boolean;
  /** With checks of the author's. */
  readonly checks?: boolean;
  /** With secrets. */
  readonly secrets?: boolean;
}

/** Checks that types may name: one has nothing against any value, one gives it back, one dislikes what is empty. */
const checks: Readonly<Record<string, () => (value: unknown) => unknown>> = {
  silent: () => () => undefined,
  same: () => (value) => value,
  filled: () => (value) => {
    if (
      JSON.stringify(value ?? null, (_, part: unknown) => (typeof part === "bigint" ? 1 : part)).length < 4
    ) {
      throw new Error("too little");
    }
  },
};

/** Formats that are checked, and of which JSON Schema says as much. */
const saidFormats = ["uuid", "uri", "date", "date-time", "time", "ipv4", "ipv6", "hostname"];
const ownFormats = ["email", "url", "decimal"];

const names = fc.constantFrom("a", "b", "c", "item_id", "kind", "constructor", "__proto__", "1", 'q"\n', "é");
const plainNames = fc.constantFrom("a", "b", "c", "item_id", "kind", "toString", "1", 'q"\n', "é");
const patterns = fc.constantFrom("^a+$", "\\d", "^\\p{L}*$", "x|y");
const small = fc.integer({ min: 0, max: 3 });

/** Whether values of the type differ in JSON if and only if they differ once parsed. */
function isItself({ kind }: TypeModel): boolean {
  return ["string", "number", "integer", "boolean", "literal", "enum"].includes(kind);
}

function optional<T extends object>(shape: { [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<Partial<T>> {
  return fc.record(shape, { requiredKeys: [] }) as Arbitrary<Partial<T>>;
}

const bounds = fc.oneof(
  fc.constant({}),
  optional({
    minimum: fc.integer({ min: -5, max: 5 }),
    exclusiveMaximum: fc.integer({ min: 3, max: 9 }),
    multipleOf: fc.constantFrom(1, 2, 5),
  }),
  optional({ exclusiveMinimum: fc.integer({ min: -5, max: 5 }), maximum: fc.integer({ min: 3, max: 9 }) }),
);

const lengths = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  optional({ minLength: small, maxLength: fc.integer({ min: 2, max: 6 }), pattern: patterns }),
);

const limits = optional({
  maxDigits: fc.integer({ min: 1, max: 4 }),
  decimalPlaces: small,
  minimum: fc.integer({ min: -5, max: 1 }),
  exclusiveMaximum: fc.integer({ min: 3, max: 9000 }),
});

const sizes = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  optional({ minItems: fc.integer({ min: 0, max: 2 }), maxItems: fc.integer({ min: 1, max: 4 }) }),
);

const temporalTypes = ["Instant", "PlainDate", "PlainTime", "PlainDateTime", "Duration"] as const;
/** Their text has no format in JSON Schema. */
const ownTypes = ["ZonedDateTime", "PlainYearMonth", "PlainMonthDay"] as const;

const literals = fc.uniqueArray(fc.constantFrom("a", "b", "1", 1, 2, 1.5, true, false), {
  minLength: 1,
  maxLength: 4,
});

function leaf(drawn: Drawn): Arbitrary<TypeModel> {
  const plain = fc.constantFrom<TypeModel>(
    { kind: "boolean" },
    { kind: "null" },
    { kind: "date" },
    { kind: "url" },
    { kind: "bytes" },
    { kind: "unknown" },
    { kind: "template", pattern: "^user-\\d+$" },
    { kind: "enum", values: ["red", "blue"] },
    { kind: "enum", values: [0, 1] },
    ...temporalTypes.map((type) => ({ kind: "temporal", type }) as const),
    ...(drawn.schemaOnly ? [] : ownTypes.map((type) => ({ kind: "temporal", type }) as const)),
    ...(drawn.schemaOnly
      ? []
      : ([{ kind: "never" }, { kind: "bytes", minLength: 2, maxLength: 4 }] satisfies TypeModel[])),
  );
  const formats = drawn.schemaOnly ? saidFormats : [...saidFormats, ...ownFormats];
  const formatted = fc.constantFrom(...formats).map((format): TypeModel => ({ kind: "string", format }));
  const decimal = limits.map((own): TypeModel => ({ kind: "string", format: "decimal", ...own }));
  const text = lengths.map((own): TypeModel => ({ kind: "string", ...own }));
  const kind = fc.constantFrom("number", "integer", "bigint");
  const number = fc.tuple(kind, bounds).map(([own, rest]) => ({ kind: own, ...rest }) as TypeModel);
  const literal = literals.map((values): TypeModel => ({ kind: "literal", values }));
  const hidden = fc.oneof(
    text,
    fc.constantFrom<TypeModel>(
      { kind: "bytes" },
      { kind: "string", ...(!drawn.schemaOnly && { format: "uuid" }) },
    ),
  );
  const secret = hidden.map((type): TypeModel => ({ kind: "secret", type }));
  return fc.oneof(
    ...(drawn.secrets ? [{ weight: 3, arbitrary: secret }] : []),
    { weight: 3, arbitrary: plain },
    { weight: 3, arbitrary: text },
    formatted,
    ...(drawn.schemaOnly ? [] : [decimal]),
    number,
    literal,
  );
}

const refs = ["Node", "Cat", "Dog", "Color", "Ids", "R1", "R2"] as const;

/** A default of the type where one is easily found, or any at all. */
function defaultOf(type: TypeModel, drawn: Drawn): Json | undefined {
  if (drawn.anyDefaults) return [];
  const bare = Object.keys(type).length === 1;
  if (type.kind === "array" && Object.keys(type).length === 2) return [];
  if (type.kind === "number" || type.kind === "integer") return bare ? 1 : undefined;
  if (type.kind === "string") return bare ? "a" : undefined;
  return type.kind === "boolean" ? true : undefined;
}

function properties(type: Arbitrary<TypeModel>, drawn: Drawn): Arbitrary<Property[]> {
  const one = fc.record({
    name: drawn.schemaOnly ? plainNames : names,
    type,
    optional: fc.boolean(),
    withDefault: fc.nat(3),
  });
  return fc.uniqueArray(one, { selector: (property) => property.name, maxLength: 4 }).map((all) =>
    all.map(({ name, type, optional, withDefault }) => {
      const value = withDefault === 0 ? defaultOf(type, drawn) : undefined;
      return { name, type: value === undefined ? type : { ...type, default: value }, optional };
    }),
  );
}

/** Random types; named ones are those of `definitions`. */
export function types(drawn: Drawn = {}): Arbitrary<TypeModel> {
  const { type } = fc.letrec<{ type: TypeModel }>((tie) => {
    const inner = tie("type");
    const keys = drawn.schemaOnly
      ? fc.constantFrom<TypeModel | undefined>(undefined, { kind: "string", pattern: "^[ab]$" })
      : fc.constantFrom<TypeModel | undefined>(
          undefined,
          { kind: "integer" },
          { kind: "string", maxLength: 1 },
        );
    const list = fc
      .tuple(
        inner,
        sizes,
        drawn.schemaOnly ? fc.constant("array") : fc.constantFrom("array", "set"),
        fc.boolean(),
      )
      .map(
        ([items, size, kind, uniqueItems]) =>
          ({
            kind,
            items,
            ...size,
            ...(kind === "array" && uniqueItems && (!drawn.schemaOnly || isItself(items))
              ? { uniqueItems }
              : {}),
          }) as TypeModel,
      );
    const tuple = fc
      .tuple(fc.array(inner, { maxLength: 3 }), small, fc.option(inner, { nil: undefined }))
      .map(([items, required, rest]): TypeModel => ({
        kind: "tuple",
        items,
        required: Math.min(required, items.length),
        ...(rest ? { rest } : {}),
      }));
    const dictionary = fc
      .tuple(fc.constantFrom("record" as const, "map" as const), keys, inner)
      .map(([kind, own, values]): TypeModel => ({ kind, values, ...(own ? { keys: own } : {}) }));
    const additional = fc.oneof(fc.constant(undefined), fc.constant(false as const), inner);
    const object = fc.tuple(properties(inner, drawn), additional).map(([own, rest]): TypeModel => ({
      kind: "object",
      properties: own,
      ...(rest === undefined ? {} : { additional: rest }),
    }));
    const union = fc
      .array(inner, { minLength: 1, maxLength: 4 })
      .map((members): TypeModel => ({ kind: "union", members }));
    const checked = fc
      .record({ type: inner, check: fc.constantFrom(...Object.keys(checks)) })
      .map((own): TypeModel => ({ kind: "checked", ...own }));
    const ref = fc.constantFrom(...refs).map((id): TypeModel => ({ kind: "ref", id }));
    const pets: TypeModel = {
      kind: "union",
      members: [
        { kind: "ref", id: "Cat" },
        { kind: "ref", id: "Dog" },
      ],
    };
    return {
      type: fc.oneof(
        { maxDepth: 3, depthIdentifier: "type" },
        { weight: 4, arbitrary: leaf(drawn) },
        list,
        tuple,
        dictionary,
        { weight: 2, arbitrary: object },
        { weight: 2, arbitrary: drawn.noUnions ? object : union },
        ref,
        drawn.checks ? checked : ref,
        fc.constant(pets),
      ),
    };
  });
  return type;
}

function object(own: Record<string, TypeModel>): TypeModel {
  return {
    kind: "object",
    properties: Object.entries(own).map(([name, type]) => ({ name, type, optional: name === "next" })),
  };
}

/** Random definitions: some that are always the same, some of them recursive, and two that are random. */
export function definitions(drawn: Drawn = {}): Arbitrary<Definitions> {
  const random = properties(types(drawn), drawn).map((own): TypeModel => ({
    kind: "object",
    properties: own,
  }));
  const fixed: Record<string, TypeModel> = {
    Node: object({
      v: { kind: "integer" },
      kids: { kind: "array", items: { kind: "ref", id: "Node" } },
      next: { kind: "union", members: [{ kind: "ref", id: "Node" }, { kind: "null" }] },
    }),
    Cat: object({ kind: { kind: "literal", values: ["cat"] }, n: { kind: "integer" } }),
    Dog: object({ kind: { kind: "literal", values: ["dog", "wolf"] }, n: { kind: "string" } }),
    Color: { kind: "enum", values: ["red", "blue"] },
    Ids: { kind: "array", items: { kind: "integer" } },
  };
  return fc.record({ R1: random, R2: random }).map((own) => {
    const all = Object.entries<TypeModel>({ ...fixed, ...own });
    return opened(Object.fromEntries(all.map(([name, type]) => [name, { name, type }])));
  });
}

/** The definitions as a program has them, with the values that types name. */
function opened(definitions: Definitions): Definitions {
  const signature = { name: "", parameters: [], result: {}, location: {} };
  const [found] = openContract(JSON.stringify({ signatures: [signature], definitions }), checks);
  if (!found) throw new Error("a contract without a signature");
  return found.definitions;
}
