import fc, { type Arbitrary } from "fast-check";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";

const integers = fc.integer({ min: -10, max: 10 });
const floats = fc
  .oneof(integers, fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value));
const strings = fc.oneof(
  fc.constantFrom(
    "",
    "a",
    "aa",
    "aaa",
    "x1",
    "user-7",
    "red",
    "cat",
    "5",
    "5.0",
    "é😀",
    'q"\\\n\u2028',
    "true",
  ),
  fc.string({ unit: "grapheme", maxLength: 60 }),
);

const temporalTexts: Record<string, readonly string[]> = {
  Instant: ["2026-01-02T03:04:05Z", "1999-12-31T23:59:59.123456789+01:00"],
  ZonedDateTime: ["2026-01-02T03:04:05Z", "2026-07-02T03:04:05-04:30"],
  PlainDate: ["2026-01-02", "0004-02-29"],
  PlainTime: ["03:04:05", "23:59:59.5"],
  PlainDateTime: ["2026-01-02T03:04:05", "1600-02-29T00:00:00.000000001"],
  PlainYearMonth: ["2026-01"],
  PlainMonthDay: ["02-29"],
  Duration: ["P1DT2H", "PT0.5S", "P1Y2M"],
};

const formatTexts: Readonly<Record<string, readonly string[]>> = {
  email: ["a@b.de", "o'b+c@sub.example.com", "a@", "a b@c.de"],
  url: ["http://a/", "https://example.com/x?y#z", "ftp://a", "http://"],
  uri: ["http://a", "mailto:x@y", "//a", "urn:a:b"],
  date: ["2026-01-02", "0004-02-29", "2026-13-02"],
  "date-time": ["2026-01-02T03:04:05Z", "1999-12-31 23:59:59.5+01:00", "2026-01-02T25:00:00Z"],
  time: ["03:04:05", "23:59:59.5", "03:04:05Z", "24:00:00"],
  decimal: ["1.50", " -0.1 ", "1e5", ".5", "1_000", "NaN", "x"],
  ipv4: ["127.0.0.1", "255.255.255.255", "1.2.3", "01.2.3.4"],
  ipv6: ["::1", "2001:db8::8a2e:370:7334", "1::2::3", "12345::"],
  hostname: ["localhost", "a.b-c.de", "-a.de", "a..de"],
};

/** Texts of a format, and some that nearly are. */
function formatted(format: string): Arbitrary<string> {
  return format === "uuid" ? fc.uuid() : fc.constantFrom(...(formatTexts[format] ?? [""]));
}

/** Whatever JSON may hold, and what is nearly right for some type. */
export const junk: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1,
    2,
    1.5,
    -1,
    1e300,
    "",
    "1",
    "a",
    "yes",
    "null",
    [],
    {},
    [1],
    ["a"],
  ),
  fc.constantFrom<unknown>(
    { kind: "cat" },
    { kind: "dog", n: "x" },
    { a: 1, b: "2" },
    [1, "1", 1],
    [[]],
    [null],
  ),
  fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes("-0")),
);

/** What stands where a type has a secret, as text and as bytes. */
export const secretText = "hunter2";
export const secretBytes = "aHVudGVyMg==";

type Inner = (model: TypeModel) => Arbitrary<unknown>;

function entries(keys: TypeModel | undefined, values: Arbitrary<unknown>): Arbitrary<unknown> {
  const key = keys?.kind === "integer" ? integers.map(String) : fc.constantFrom("a", "b", "__proto__", "x y");
  return fc
    .array(fc.tuple(key, values), { maxLength: 3 })
    .map((all) => Object.fromEntries(all.filter(([name]) => name !== "__proto__" || keys === undefined)));
}

function drawKind(model: TypeModel, draw: Inner): Arbitrary<unknown> {
  switch (model.kind) {
    case "string":
      return model.format === undefined ? strings : formatted(model.format);
    case "number":
      return floats;
    case "integer":
    case "bigint":
      return integers;
    case "boolean":
      return fc.boolean();
    case "date":
      return fc.constantFrom("2026-01-02T03:04:05Z", "1969-12-31T23:59:59.123+02:00");
    case "url":
      return fc.webUrl();
    case "bytes":
      return fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes).toString("base64"));
    case "temporal":
      return fc.constantFrom(...(temporalTexts[model.type] ?? []));
    case "literal":
    case "enum":
      return fc.constantFrom<unknown>(...model.values);
    case "template":
      return fc.nat().map((id) => `user-${id}`);
    case "array":
    case "set":
      return fc.array(draw(model.items), { minLength: model.minItems ?? 0, maxLength: 4 });
    case "tuple":
      return fc
        .tuple(
          fc.tuple(...model.items.map(draw)),
          model.rest ? fc.array(draw(model.rest), { maxLength: 2 }) : fc.constant([]),
          fc.nat(3),
        )
        .map(([items, rest, cut]) =>
          cut === 0 && rest.length === 0 ? items.slice(0, model.required) : [...items, ...rest],
        );
    case "record":
    case "map":
      return entries(model.keys, draw(model.values));
    case "object":
      return drawObject(model, draw);
    case "union":
      return fc.oneof(...model.members.map(draw));
    case "checked":
      return draw(model.type);
    case "secret":
      return model.type.kind === "bytes"
        ? fc.constant(secretBytes)
        : fc.constantFrom("", "!").map((end) => secretText + end);
    default:
      return model.kind === "null" || model.kind === "undefined" ? fc.constant(null) : junk;
  }
}

function drawObject(model: Extract<TypeModel, { kind: "object" }>, draw: Inner): Arbitrary<unknown> {
  const own = model.properties.map(({ name, type, optional }) => {
    const value = draw(type).map((found) => [[name, found]] as const);
    return optional ? fc.oneof(value, fc.constant([] as const)) : value;
  });
  const other = model.additional ? draw(model.additional) : junk;
  const extra = other.map((value) => [["zzz", value]] as const);
  const rest =
    model.additional === false ? fc.constant([] as const) : fc.oneof(extra, fc.constant([] as const));
  return fc.tuple(...own, rest).map((all) => Object.fromEntries(all.flat()));
}

/** JSON values that suit `type`, but for a few parts of them that are drawn from `others`. */
export function valuesOf(
  type: TypeModel,
  definitions: Definitions,
  others: Arbitrary<unknown> = junk,
): Arbitrary<unknown> {
  const at =
    (depth: number): Inner =>
    (model) => {
      if (depth > 6) return others;
      const found =
        model.kind === "ref"
          ? at(depth + 1)((definitions[model.id] as Definitions[string]).type)
          : drawKind(model, at(depth + 1));
      return fc.oneof({ weight: 19, arbitrary: found }, { weight: 1, arbitrary: others });
    };
  return at(0)(type);
}
