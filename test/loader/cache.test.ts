import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { TemporaryProgram, attached } from "./temporary-program.ts";

/** A second start that finds no TypeScript succeeds only by what the first has kept. */
const withoutTypeScript = { environment: { MILLRACE_TYPESCRIPT: "no-such-typescript" } };

const files = {
  "main.ts": `
    import { signatureOf, type Handler } from ${JSON.stringify(attached)};
    import type { Item } from "./models";
    function get(handler: Handler) { console.log(JSON.stringify(signatureOf(handler)?.signature.definitions)); }
    enum Color { Red }
    get((item: Item, color = Color.Red) => [item, color]);
  `,
  "models.ts": "export interface Item { name: string }\n",
};

test("a program that has not changed is not compiled again", async (context) => {
  const program = new TemporaryProgram(context, files);
  await sleep(20);
  const first = program.run();
  assert.match(first.stdout, /"main.ts#Color".*"models.ts#Item"|"models.ts#Item".*"main.ts#Color"/);
  const second = program.run(withoutTypeScript);
  assert.equal(second.stderr, "");
  assert.equal(second.stdout, first.stdout);
});

test("a change of any file, a new file or other conditions compile it again", async (context) => {
  const program = new TemporaryProgram(context, files);
  const isKept = (options = {}): boolean => program.run({ ...withoutTypeScript, ...options }).status === 0;
  const compile = async (): Promise<string> => {
    await sleep(20);
    return program.run().stdout;
  };
  await compile();
  assert.ok(isKept());
  assert.ok(!isKept({ arguments: ["--conditions=other"] }));
  program.write("models.ts", "export interface Item { title: string }\n");
  assert.ok(!isKept());
  assert.match(await compile(), /"title"/);
  assert.ok(isKept());
  program.write("models.d.ts", "export interface Item { other: string }\n");
  assert.ok(!isKept());
  await compile();
  program.write("package.json", '{ "type": "module" }');
  assert.ok(!isKept());
});

test("a program with mistakes is not kept", async (context) => {
  const program = new TemporaryProgram(context, {
    ...files,
    "models.ts": "export interface Item { run(): void }\n",
  });
  await sleep(20);
  assert.match(program.run().stderr, /MR101/);
  assert.match(program.run().stderr, /MR101/);
});
