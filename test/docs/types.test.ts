import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { programsOf } from "./page.ts";

const root = join(import.meta.dirname, "../..");
// Inside the repository, where `millrace` resolves to the sources.
const scratch = join(root, ".cache/docs-types");

/** What the guide asks for, and what the sources need, as which `millrace` is checked here. */
const config = {
  compilerOptions: {
    module: "nodenext",
    target: "esnext",
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ["node"],
    lib: ["esnext"],
    customConditions: ["millrace-source"],
  },
};

test("the programs of the pages are well typed", async () => {
  rmSync(scratch, { recursive: true, force: true });
  for (const folder of ["guide", "tutorial", "streaming"].filter((name) =>
    existsSync(join(root, "docs", name)),
  )) {
    const pages = join(root, "docs", folder);
    for (const page of readdirSync(pages).filter((name) => name.endsWith(".md"))) {
      programsOf(readFileSync(join(pages, page), "utf8")).forEach(({ files }, index) => {
        for (const [name, text] of files) write(join(folder, page, String(index + 1), name), text);
      });
    }
  }
  write("tsconfig.json", JSON.stringify(config));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const failed = await promisify(execFile)(process.execPath, [tsc, "-p", scratch], { cwd: scratch }).then(
    () => "",
    (error: { stdout?: string; message: string }) => error.stdout || error.message,
  );
  assert.equal(failed, "");
});

function write(name: string, text: string): void {
  const file = join(scratch, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
