import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const folder = join(import.meta.dirname, "../../docs/tutorial");
const read = (page: string): string => readFileSync(join(folder, page), "utf8");

const entries = Array.from(
  read("README.md").matchAll(/^(\d+)\. \[([^\]]+)\]\(([^)]+)\)$/gm),
  ([, number, title = "", page = ""]) => ({ number: Number(number), title, page }),
);

test("the contents name every page once, in order, by its title", () => {
  const pages = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");
  assert.deepEqual(entries.map(({ page }) => page).toSorted(), pages.toSorted());
  assert.deepEqual(
    entries.map(({ number }) => number),
    entries.map((_, index) => index + 1),
  );
  for (const { title, page } of entries) assert.equal(/^# (.*)$/m.exec(read(page))?.[1], title, page);
});

test("each page leads to the one before and the one after", () => {
  for (const [index, { page }] of entries.entries()) {
    const [before, after] = [entries[index - 1], entries[index + 1]];
    const links = [
      ...(before ? [`[← ${before.title}](${before.page})`] : []),
      "[Contents](README.md)",
      ...(after ? [`[${after.title} →](${after.page})`] : []),
    ];
    assert.equal(read(page).trimEnd().split("\n").at(-1), links.join(" · "), page);
  }
});
