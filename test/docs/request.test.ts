import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ServerResponse } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import { Millrace } from "../../src/index.ts";
import { serve } from "../../src/http/node/index.ts";

const root = join(import.meta.dirname, "../..");
const sources = `${pathToFileURL(join(root, "src")).href}/`;
const page = readFileSync(join(root, "docs/contributing/request.md"), "utf8");

/** The files that the numbered list under a heading names. */
function listed(heading: string): string[] {
  const [, section = ""] = new RegExp(`^## ${heading}$(.*?)(?=^## |(?![^]))`, "ms").exec(page) ?? [];
  return Array.from(section.matchAll(/^\d+\. `([^`]+)`/gm), ([, file = ""]) => file);
}

/** Our files on the stack, outermost first, each once for every stay in it. */
function filesOf(stack: string): string[] {
  const frames = stack.split("\n").flatMap((line) => line.split(sources)[1]?.split(":")[0] ?? []);
  return frames.toReversed().filter((file, index, all) => file !== all[index - 1]);
}

async function answerTo(context: TestContext, handler: () => unknown): Promise<Response> {
  const app = new Millrace();
  app.onError = () => {};
  app.get("/", handler);
  const server = await serve(app, { port: 0 });
  context.after(() => server.close(0));
  return fetch(server.url);
}

test("the way in is the one that the page lists", async (context) => {
  Error.stackTraceLimit = 50;
  let stack = "";
  const response = await answerTo(context, () => {
    stack = new Error("here").stack ?? "";
    throw new Error("the handler fails");
  });
  assert.equal(response.status, 500);
  assert.deepEqual(filesOf(stack), listed("In"));
});

test("so is the way back", async (context) => {
  Error.stackTraceLimit = 50;
  let stack = "";
  const { end } = ServerResponse.prototype;
  context.mock.method(ServerResponse.prototype, "end", function (this: ServerResponse, body: string) {
    stack = new Error("here").stack ?? "";
    return end.call(this, body, "utf8");
  });
  const response = await answerTo(context, () => Promise.resolve({ a: 1 }));
  assert.equal(await response.text(), '{"a":1}');
  assert.deepEqual(filesOf(stack), listed("Back"));
});

test("every file that the page names is there", () => {
  const named = Array.from(page.matchAll(/`((?:[a-z-]+\/)+[a-z-]+\.ts)`/g), ([, file = ""]) => file);
  assert.ok(named.length > 10);
  for (const file of named) readFileSync(join(root, file.startsWith("test/") ? "" : "src", file));
});
