import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { printed, programsOf, requestOf, type Program } from "./page.ts";

const root = join(import.meta.dirname, "../..");
// Inside the repository, where `millrace` resolves to the sources.
const scratch = join(root, ".cache/docs");
rmSync(scratch, { recursive: true, force: true });

for (const folder of ["guide", "tutorial", "streaming"]) {
  const pages = join(root, "docs", folder);
  if (!existsSync(pages)) continue;
  for (const page of readdirSync(pages).filter((name) => name.endsWith(".md"))) {
    const programs = programsOf(readFileSync(join(pages, page), "utf8"));
    programs.forEach((program, index) => {
      test(`docs/${folder}/${page}, program ${index + 1}`, () =>
        run(program, join(scratch, folder, page, String(index + 1))));
    });
  }
}

interface App {
  fetch(request: Request): Promise<Response>;
  openapi(): unknown;
}

async function run(program: Program, folder: string): Promise<void> {
  for (const [name, text] of program.files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const tests = [...program.files.keys()].filter((name) => name.includes(".test."));
  if (tests.length > 0) {
    // Told that it runs within a test, a test runner would run nothing.
    const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
    await promisify(execFile)(process.execPath, [...flags(), "--test", ...tests], { cwd: folder, env });
  }
  const main = program.files.has("main.ts") ? "main.ts" : "main.js";
  const exported = (await import(pathToFileURL(join(folder, main)).href)) as { default?: App; app?: App };
  const app = exported.default ?? exported.app;
  for (const { command, output } of program.exchanges) {
    const { request, include } = requestOf(command);
    assert.ok(app, "the program exports its app");
    assert.equal(await printed(await app.fetch(request), include), output, command);
  }
  app?.openapi();
}

/** The options of this process that the loader and the sources need, for a process of its own. */
function flags(): readonly string[] {
  return [
    "--conditions=millrace-source",
    "--import",
    pathToFileURL(join(root, "src/loader/register.ts")).href,
  ];
}
