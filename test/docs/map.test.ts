import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** Folder and what it may import, as the architecture test has them. */
function enforced(): [string, string[]][] {
  const [, map = ""] = /const mayImport[^=]*= \{(.*?)\n\};/s.exec(read("test/architecture.test.ts")) ?? [];
  return Array.from(map.matchAll(/(\w+): \[([^\]]*)\]/g), ([, folder = "", imports = ""]) => [
    folder,
    Array.from(imports.matchAll(/"(\w+)"/g), ([, name = ""]) => name),
  ]);
}

/** The same, as the page says it. */
function documented(): [string, string[]][] {
  const rows = read("docs/contributing/map.md").matchAll(/^\| `(\w+)` \|.*\| ([^|]*) \|$/gm);
  return Array.from(rows, ([, folder = "", imports = ""]) => [
    folder,
    Array.from(imports.matchAll(/`(\w+)`/g), ([, name = ""]) => name),
  ]);
}

test("the map page allows the imports that the architecture test allows", () => {
  const expected = enforced();
  assert.ok(expected.length > 10);
  assert.deepEqual(Object.fromEntries(documented()), Object.fromEntries(expected));
});
