import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const root = mkdtempSync(join(tmpdir(), "millrace caller "));
after(() => rmSync(root, { recursive: true }));

// Laid out as the package is: what runs is in `dist`, and its map says that it was written in `src`.
const installed = join(root, "node_modules", "millrace");
const source = readFileSync(new URL("../../src/dependencies/caller.ts", import.meta.url), "utf8");
const code = stripTypeScriptTypes(source);
const map = {
  version: 3,
  sources: ["../../src/dependencies/caller.ts"],
  names: [],
  mappings: code
    .split("\n")
    .map((_, index) => (index === 0 ? "AAAA" : "AACA"))
    .join(";"),
};
for (const folder of ["src", "dist"]) mkdirSync(join(installed, folder, "dependencies"), { recursive: true });
writeFileSync(join(installed, "package.json"), JSON.stringify({ name: "millrace", type: "module" }));
writeFileSync(join(installed, "src/dependencies/caller.ts"), source);
writeFileSync(
  join(installed, "dist/dependencies/caller.js"),
  `${code}\n//# sourceMappingURL=caller.js.map\n`,
);
writeFileSync(join(installed, "dist/dependencies/caller.js.map"), JSON.stringify(map));
writeFileSync(
  join(root, "main.mjs"),
  `import { callerLocation } from "./node_modules/millrace/dist/dependencies/caller.js";

console.log(JSON.stringify(callerLocation()));
`,
);

for (const options of [["--enable-source-maps"], []])
  test(`an installed Millrace finds its caller: node ${options.join(" ")}`, () => {
    const printed = execFileSync(process.execPath, [...options, "main.mjs"], { cwd: root, encoding: "utf8" });
    assert.deepEqual(JSON.parse(printed), {
      file: "main.mjs",
      line: 3,
      column: 28,
      source: "console.log(JSON.stringify(callerLocation()));",
    });
  });
