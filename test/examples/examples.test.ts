import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Millrace } from "../../src/index.ts";
import { assertValidDocument } from "../openapi/validate.ts";

const examples = join(import.meta.dirname, "../../examples");

for (const name of readdirSync(examples)) {
  test(`examples/${name} loads, and its document is valid by two validators`, async () => {
    const main = ["main.ts", "main.js"]
      .map((file) => join(examples, name, file))
      .find((file) => existsSync(file));
    assert.ok(main);
    const program = (await import(pathToFileURL(main).href)) as { default?: Millrace; app?: Millrace };
    const app = program.default ?? program.app;
    assert.ok(app);
    await assertValidDocument(app.openapi());
  });
}
