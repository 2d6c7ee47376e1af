import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const page = readFileSync(join(import.meta.dirname, "README.md"), "utf8");

/** The file behind each name of the table; a link tells it once. */
const files = new Map(
  Array.from(page.matchAll(/\[([^\]]+)\]\(([^)]+\.ts)\)/g), ([, name = "", file = ""]) => [name, file]),
);

/** What the last cell of each row says: a file, and words of the names of its tests. */
const references = Array.from(page.matchAll(/^\|.*\| (.+) \|$/gm), ([, cell = ""]) => cell)
  .filter((cell) => !["test", "test here", "---"].includes(cell))
  .flatMap((cell) => cell.split("; "))
  .map((part) => part.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, "$1"));

test("every test that the page names is there", () => {
  let file = "";
  const missing = references.filter((reference) => {
    const [name = "", words = name] = reference.split(": ");
    file = files.get(name) ?? file;
    const text = readFileSync(join(import.meta.dirname, file), "utf8");
    return !files.has(words) && words !== "every test" && !text.includes(words);
  });
  assert.ok(references.length > 60);
  assert.deepEqual(missing, []);
});
