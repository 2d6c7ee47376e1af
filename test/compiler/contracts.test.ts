import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { type CompiledProgram, compile } from "../../src/compiler/compile.ts";

// Each folder of `test/contracts` is a program and the contract that it must get. `UPDATE=1` writes the contracts anew:
// read what has changed, for the contracts are the specification.
const root = join(import.meta.dirname, "../contracts");
const cases = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The contract as a reader wants it: places as `file:line:column`, without the text of the lines. */
function readable(program: CompiledProgram, directory: string): unknown {
  const place = (key: string, value: unknown): unknown => {
    if (key === "definitions" && value && Object.keys(value).length === 0) return undefined;
    if (key !== "location" || typeof value !== "object" || value === null) return value;
    const { file, line, column } = value as { file: string; line: number; column: number };
    return `${file}:${line}:${column}`;
  };
  const modules = [...program.modules]
    .filter(([, { contract }]) => contract.signatures.length > 0)
    .map(([path, { contract }]) => [relative(directory, path), contract] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const { diagnostics } = program;
  const whole = { ...(diagnostics.length > 0 && { diagnostics }), modules: Object.fromEntries(modules) };
  return JSON.parse(JSON.stringify(whole, place));
}

for (const { name } of cases) {
  test(`contract of ${name}`, () => {
    const directory = join(root, name);
    const main = existsSync(join(directory, "main.js")) ? "main.js" : "main.ts";
    const program = compile({
      entries: [join(directory, main)],
      root: directory,
      conditions: ["millrace-source"],
      attached: new URL("../../src/contract/attached.ts", import.meta.url).href,
    });
    const found = readable(program, directory);
    const path = join(directory, "contract.json");
    if (process.env["UPDATE"]) writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
    assert.deepEqual(found, JSON.parse(readFileSync(path, "utf8")));
  });
}
