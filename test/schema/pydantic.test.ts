import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import { compileValidator, interpretValidator } from "../../src/schema/validator.ts";

interface Case {
  readonly input: unknown;
  readonly value?: unknown;
  readonly errors?: readonly Partial<Issue>[];
}

interface Group {
  readonly type: TypeModel;
  /** The type stays text here, so only what is refused can be compared; `only`: and less is accepted. */
  readonly failures?: true | "only";
  readonly cases: readonly Case[];
}

const lines = readFileSync(new URL("pydantic/cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n");
const [definitions, ...groups] = lines.map((line) => JSON.parse(line) as unknown) as [
  Definitions,
  ...Group[],
];

/** A parsed value in the form in which the recording has it. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Temporal.Instant) {
    return value.toString({ fractionalSecondDigits: 3 });
  }
  if (value instanceof Temporal.PlainDate) return value.toString();
  if (value instanceof Temporal.PlainTime) return value.toString();
  if (value instanceof Temporal.Duration) return value.total({ unit: "seconds", relativeTo: "2026-01-01" });
  if (value instanceof URL) return value.href;
  if (value instanceof Uint8Array) return [...value];
  if (value instanceof Set) return [...value].map(plain).toSorted();
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, part]) => [String(key), plain(part)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(entries.map(([name, part]) => [name, plain(part)]));
}

/** Python writes times with six digits of a fraction and an offset, which a plain time has not. */
function normalize(type: TypeModel, value: unknown): unknown {
  if (type.kind !== "temporal" || type.type !== "PlainTime") return value;
  return String(value)
    .replace(/[+-]\d\d:\d\d$/, "")
    .replace(/0+$/, (zeros) => (String(value).includes(".") ? "" : zeros));
}

for (const { type, failures, cases } of groups) {
  test(`pydantic's answers for ${JSON.stringify(type).slice(0, 100)}`, () => {
    for (const make of [interpretValidator, compileValidator]) {
      const validate = make(type, definitions);
      for (const { input, value, errors = [] } of cases) {
        if (failures === "only" && errors.length === 0) continue;
        const issues: Issue[] = [];
        const parsed = validate(input, [], issues);
        const seen = JSON.parse(JSON.stringify(issues)) as unknown;
        const expected = errors.map((error) => ({ input, ...error }));
        assert.deepEqual(seen, expected, `${make.name} ${JSON.stringify(input)}`);
        if (failures || errors.length) continue;
        assert.deepEqual(plain(parsed), normalize(type, value), `${make.name} ${JSON.stringify(input)}`);
      }
    }
  });
}
