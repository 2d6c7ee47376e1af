import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ask, Project } from "../cli/project.ts";

const page = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
const [, program = ""] = /```ts\n(.*?)```/s.exec(page) ?? [];
const commands = Array.from(page.matchAll(/^\$ curl localhost:8000(\S+)\n(.+)$/gm));

test("the first program runs, and answers as the page shows", async (context) => {
  const dev = new Project(context, { "main.ts": program }).millrace("dev main.ts --port 0");
  const port = await dev.port();
  assert.equal(commands.length, 2);
  for (const [, path = "", answer] of commands) assert.equal((await ask(port, path)).text, answer);
  assert.equal((await ask(port, "/items")).text, '{"name":"Mill","price":9.5}\n');
  const { info } = JSON.parse((await ask(port, "/openapi.json")).text) as { info: { title: string } };
  assert.equal(info.title, "Shop");
  assert.equal((await ask(port, "/docs")).status, 200);
});
