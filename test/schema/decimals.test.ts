import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareDecimals, parseDecimal } from "../../src/schema/decimal-number.ts";
import { jsonSchema } from "../../src/schema/json-schema.ts";

const seed = Number(process.env["MILLRACE_PROPERTY_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));

const digits = fc.stringMatching(/^\d{0,12}$/);
const decimals = fc
  .record({
    sign: fc.constantFrom("", "-", "+"),
    whole: digits,
    fraction: digits,
    power: fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined }),
  })
  .filter(({ whole, fraction }) => whole + fraction !== "")
  .map(({ sign, whole, fraction, power }) => ({
    text: `${sign}${whole}.${fraction}${power === undefined ? "" : `e${power}`}`,
  }));

/** The number times 10^50, exactly. */
function scaled(text: string): bigint {
  const [mantissa = "", power = "0"] = text.split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[-+]/, "").split(".");
  const size = BigInt(whole + fraction) * 10n ** BigInt(50 + Number(power) - fraction.length);
  return mantissa.startsWith("-") ? -size : size;
}

test("decimals are compared exactly", (context) => {
  context.diagnostic(`MILLRACE_PROPERTY_SEED=${seed}`);
  const pair = fc.record({ one: decimals, other: decimals });
  const property = fc.property(pair, ({ one, other }) => {
    const expected = scaled(one.text) - scaled(other.text);
    const found = compareDecimals(parseDecimal(one.text), parseDecimal(other.text));
    assert.equal(
      Math.sign(found) + 0,
      expected === 0n ? 0 : expected < 0n ? -1 : 1,
      `${one.text} ${other.text}`,
    );
    assert.ok(compareDecimals(parseDecimal(one.text), parseDecimal(one.text)) === 0);
  });
  fc.assert(property, { numRuns: 5000, seed });
});

test("powers of ten that no memory holds are compared as well", () => {
  const [huge, small] = [parseDecimal("1e999999999999"), parseDecimal("-1e-999999999999")];
  assert.ok(compareDecimals(huge, parseDecimal("5")) > 0);
  assert.ok(compareDecimals(small, parseDecimal("0")) < 0);
});

test("decimals are described as pydantic describes them", () => {
  const ref = (id: string): string => id;
  const patternOf = (words: object): unknown => {
    const schema = jsonSchema({ kind: "string", format: "decimal", ...words }, {}, { ref });
    return (schema["anyOf"] as { pattern?: string }[])[1]?.pattern;
  };
  assert.equal(
    patternOf({ maxDigits: 5, decimalPlaces: 2 }),
    "^(?!^[-+.]*$)[+-]?0*(?:\\d{0,3}|(?=[\\d.]{1,6}0*$)\\d{0,3}\\.\\d{0,2}0*$)",
  );
  assert.equal(
    patternOf({ maxDigits: 2, decimalPlaces: 5 }),
    "^(?!^[-+.]*$)[+-]?0*(?:\\d{0,0}|(?=[\\d.]{1,3}0*$)\\d{0,0}\\.\\d{0,5}0*$)",
  );
  assert.equal(
    patternOf({ maxDigits: 3 }),
    "^(?!^[-+.]*$)[+-]?0*(?:\\d{0,3}|(?=[\\d.]{1,4}0*$)\\d*\\.\\d*0*$)",
  );
  assert.equal(patternOf({ decimalPlaces: 1 }), "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d{0,1}0*$");
  const bounded = { kind: "string", format: "decimal", exclusiveMinimum: 0, maximum: 10.5 } as const;
  assert.deepEqual(jsonSchema(bounded, {}, { ref }), {
    anyOf: [
      { type: "number", exclusiveMinimum: 0, maximum: 10.5 },
      { type: "string", pattern: "^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$" },
    ],
  });
});
