import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const pages = ["README.md", "CHANGELOG.md", ...globSync("{docs,bench}/**/*.md", { cwd: root })];

test("every relative link of a page leads to a file", () => {
  const broken = pages.flatMap((page) => {
    const links = readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g);
    return Array.from(links, ([, target = ""]) => target)
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page} -> ${target}`);
  });
  assert.ok(pages.length > 5);
  assert.deepEqual(broken, []);
});
