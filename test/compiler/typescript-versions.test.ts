import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

// The next version of TypeScript has other paths, another way to open a program and other numbers for everything.
const cases = [
  "enums",
  "fields",
  "generics",
  "handler-forms",
  "javascript",
  "depends-modules",
  "mr101",
  "tuples",
  "unions",
];

test("the contracts are the same with TypeScript 7.1", () => {
  const pattern = `contract of (${cases.join("|")})$`;
  const options = [
    "--conditions=millrace-source",
    "--test",
    "--test-reporter=tap",
    `--test-name-pattern=${pattern}`,
  ];
  const file = join(import.meta.dirname, "contracts.test.ts");
  const environment = { ...process.env, MILLRACE_TYPESCRIPT: "typescript-7.1", NODE_TEST_CONTEXT: undefined };
  const { stdout, status } = spawnSync(process.execPath, [...options, file], {
    encoding: "utf8",
    env: environment,
  });
  assert.equal(status, 0, stdout);
  assert.match(stdout, new RegExp(`# pass ${cases.length}\n`));
});
