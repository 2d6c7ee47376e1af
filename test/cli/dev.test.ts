import assert from "node:assert/strict";
import { test } from "node:test";
import { EventSource } from "eventsource";
import { ask, askUntil, Project } from "./project.ts";

/** A program that answers with the word of its own module `word.ts`, and counts on a file lock that only one may hold. */
const files = {
  "main.ts": `import { Millrace } from "millrace";
import type { Query } from "millrace";
import { word } from "./word.ts";

const app = new Millrace({ redocUrl: "/read" });
app.get("/", (suffix: Query<string> = "") => word + suffix);
app.get("/pid", () => process.pid);
app.get("/crash", () => { setTimeout(() => process.exit(7), 20); return "soon"; });
app.get("/ticks", async function* () {
  for (;;) { yield "tick\\n"; await new Promise((resolve) => setTimeout(resolve, 50)); }
});
export default app;
`,
  "word.ts": 'export const word: string = "one";\n',
};

test("a save is served by a fresh process on the same port, and no request in between is refused", async (context) => {
  const project = new Project(context, files);
  const dev = project.millrace("dev --port 0");
  const port = await dev.port();
  await dev.says(/Watching +\.\n/);
  assert.match(
    dev.stdout,
    /API +http:\/\/127\.0\.0\.1:\d+\/\n +Docs +http:\S+\/docs\n +ReDoc +http:\S+\/read\n/,
  );
  assert.deepEqual(await ask(port, "/?suffix=!"), { status: 200, text: '"one!"' });
  const { text: before } = await ask(port, "/pid");
  // A stream that is open must not hold up the reload.
  const ticks = ask(port, "/ticks").catch((error: unknown) => error);

  project.write("word.ts", 'export const word: string = "two";\n');
  await askUntil(port, ({ text }) => text === '"two"');
  assert.notEqual((await ask(port, "/pid")).text, before);
  assert.throws(() => process.kill(Number(before), 0), { code: "ESRCH" });
  assert.ok((await ticks) instanceof Error);
  await dev.says(/Reloaded in \d+ ms: word\.ts changed\.\n/);
  assert.match(dev.stdout, /\nGET \/\?suffix=! 200 [\d.]+ ms\n/);

  dev.signal("SIGINT");
  assert.equal(await dev.ended, 0);
  await assert.rejects(ask(port), { code: "ECONNREFUSED" });
});

test("an event source goes on with the program that was saved, and is never told to give up", async (context) => {
  const main = (word: string): string => `import { setTimeout as sleep } from "node:timers/promises";
import { type EventStream, Millrace } from "millrace";

const app = new Millrace();
app.get("/", async function* (signal: AbortSignal): EventStream<string> {
  yield "${word}";
  await sleep(60_000, undefined, { signal });
});
export default app;
`;
  const project = new Project(context, { "main.ts": main("one") });
  const dev = project.millrace("dev --port 0");
  const source = new EventSource(`http://127.0.0.1:${await dev.port()}/`);
  context.after(() => source.close());
  const words: string[] = [];
  let heard = Promise.withResolvers<void>();
  source.addEventListener("message", ({ data }) => {
    words.push(data as string);
    heard.resolve();
  });
  await heard.promise;
  heard = Promise.withResolvers<void>();
  await dev.says(/Watching/);
  project.write("main.ts", main("two"));
  await heard.promise;
  assert.deepEqual(words, ['"one"', '"two"']);
});

test("a broken save is explained, on the terminal and to requests, and the next good one recovers", async (context) => {
  const project = new Project(context, files);
  const dev = project.millrace("dev --port 0 --access-log off");
  const port = await dev.port();
  await dev.says(/Watching/);

  project.write("word.ts", "export const word: string = = 1;\n");
  const broken = await askUntil(port, ({ status }) => status === 500);
  assert.match(broken.text, /word\.ts:1:29/);
  await dev.says(/word\.ts:1:29[^]*Waiting for the next save\./);

  project.write("word.ts", 'throw new Error("not today");\nexport const word = "";\n');
  await askUntil(port, ({ text }) => text.startsWith("Error: not today\n    at "));

  project.write("word.ts", 'export const word: string = "good";\n');
  await askUntil(port, ({ text }) => text === '"good"');

  await ask(port, "/crash");
  await askUntil(port, ({ status, text }) => status === 500 && text === "The program ended (code 7).\n");
  await dev.says(/The program ended \(code 7\)\./);
  project.write("word.ts", 'export const word: string = "back";\n');
  await askUntil(port, ({ text }) => text === '"back"');

  dev.signal("SIGTERM");
  assert.equal(await dev.ended, 0);
});

test("a program that does not start at all ends the command", async (context) => {
  const dev = new Project(context, { "main.ts": 'import "millrace";\nthrow new Error("no");\n' }).millrace(
    "dev --port 0",
  );
  assert.equal(await dev.ended, 1);
  assert.match(dev.stderr, /^Error: no\n {4}at .*main\.ts:2:7\)?\n$/);
});

test("type errors are reported after the start, which they do not hold up", async (context) => {
  const project = new Project(context, {
    ...files,
    "word.ts": 'const count: number = "one";\nexport const word: string = String(count);\n',
  });
  const dev = project.millrace("dev --port 0");
  assert.equal((await ask(await dev.port())).text, '"one"');
  await dev.says(/word\.ts:1:7 .*Type 'string' is not assignable to type 'number'/);
});

test("each reload ends the old program before the new one starts, and a start that fails is explained", async (context) => {
  const main = (word: string, before: string = ""): string => `import { Millrace } from "millrace";
const app = new Millrace({
  async *lifespan() {
    ${before}
    console.log("${word} in");
    yield { word: "${word}" };
    console.log("${word} out");
  },
});
app.get("/", () => app.state.word);
export default app;
`;
  const project = new Project(context, { "main.ts": main("one") });
  const dev = project.millrace("dev --port 0 --access-log off");
  const port = await dev.port();
  await dev.says(/Watching/);
  assert.equal((await ask(port)).text, '"one"');

  project.write("main.ts", main("two"));
  await askUntil(port, ({ text }) => text === '"two"');
  assert.match(dev.stdout, /one in\n[^]*one out\n[^]*two in\n/);

  project.write("main.ts", main("three", 'if (process.pid) throw new Error("no database");'));
  const { text } = await askUntil(port, ({ status }) => status === 500);
  assert.match(text, /^The app of main\.ts did not start\. Error: no database\n/);
  await dev.says(/two out\n/);

  project.write("main.ts", main("four"));
  await askUntil(port, (answer) => answer.text === '"four"');
  dev.signal("SIGTERM");
  assert.equal(await dev.ended, 0);
  assert.match(dev.stdout, /four out\n$/);
});

test("dev is told of a prefix, and of the proxies that it believes", async (context) => {
  const main = `import { Millrace } from "millrace";
const app = new Millrace();
app.get("/url", (request: Request) => request.url);
export default app;
`;
  const project = new Project(context, { "main.ts": main });
  const dev = project.millrace("dev --port 0 --root-path /api --forwarded-allow-ips 127.0.0.1");
  const headers = { "x-forwarded-proto": "https", host: "shop.example" };
  assert.equal((await ask(await dev.port(), "/url", headers)).text, '"https://shop.example/api/url"');
  const wrong = project.millrace("dev --port 0 --root-path api");
  assert.equal(await wrong.ended, 1);
  assert.match(wrong.stderr, /^The root path "api" must be like "\/api\/v1": /);
});
