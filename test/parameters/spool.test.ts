import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";
import { Spool } from "../../src/parameters/spool.ts";

/** A folder of temporary files for one test. */
function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "spool-"));
  const usual = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  t.after(() => {
    if (usual === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = usual;
    rmSync(folder, { recursive: true });
  });
  return folder;
}

async function* bytes(...texts: string[]): AsyncGenerator<Buffer<ArrayBuffer>> {
  for (const text of texts) yield Buffer.from(text);
}

const head = { filename: "a.txt", type: "text/plain" };

test("files are held in memory up to so many bytes of all of them", async (t) => {
  const folder = temporary(t);
  const spool = new Spool(4);
  const first = await spool.keep(bytes("ab", "cd"), head);
  assert.equal(spool.isUsed, false);
  const second = await spool.keep(bytes("e", "f"), head);
  assert.equal(spool.isUsed, true);
  const third = await spool.keep(bytes(), head);
  assert.deepEqual(await Promise.all([first, second, third].map((file) => file.text())), ["abcd", "ef", ""]);
  assert.deepEqual([second.name, second.type, second.size], ["a.txt", "text/plain", 2]);
  const [own = ""] = readdirSync(folder);
  assert.equal(readdirSync(join(folder, own)).length, 1);
  await spool.dispose();
  assert.deepEqual(readdirSync(folder), []);
  await spool.dispose();
});

test("what a file on disk would have taken in memory is free for the next", async (t) => {
  temporary(t);
  const spool = new Spool(4);
  await spool.keep(bytes("abc", "de"), head);
  const small = await spool.keep(bytes("fghi"), head);
  await spool.dispose();
  assert.equal(await small.text(), "fghi");
});

test("files that come at the same time share one folder and one budget", async (t) => {
  const folder = temporary(t);
  const spool = new Spool(4);
  const texts = ["abc", "def", "ghi"];
  const files = await Promise.all(texts.map((text) => spool.keep(bytes(text), head)));
  assert.deepEqual(await Promise.all(files.map((file) => file.text())), texts);
  assert.equal(readdirSync(folder).length, 1);
  await spool.dispose();
  assert.deepEqual(readdirSync(folder), []);
});

test("the error of a source is thrown, in memory and on the way to disk", async (t) => {
  temporary(t);
  async function* failing(): AsyncGenerator<Buffer<ArrayBuffer>> {
    yield* bytes("abc");
    throw new RangeError("no more");
  }
  const small = new Spool(1);
  await assert.rejects(small.keep(failing(), head), RangeError);
  await assert.rejects(new Spool(10).keep(failing(), head), RangeError);
  await small.dispose();
});

test("a process that ends in the middle removes its files", async (t) => {
  const folder = temporary(t);
  const program = `
    import { Spool } from ${JSON.stringify(new URL("../../src/parameters/spool.ts", import.meta.url).href)};
    import { readdirSync } from "node:fs";
    async function* bytes() { yield Buffer.from("long"); }
    await new Spool(1).keep(bytes(), { filename: "a", type: "" });
    console.log(readdirSync(process.env.TMPDIR).length);
    process.exit(3);
  `;
  const running = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  const ended = await running.catch((error: { code: number; stdout: string }) => error);
  assert.deepEqual([ended.stdout, "code" in ended && ended.code], ["1\n", 3]);
  assert.deepEqual(readdirSync(folder), []);
});
