import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { BodyAborted, BodyTooLarge, type Exchange } from "../../src/http/engine.ts";
import { loadForm } from "../../src/parameters/form-body.ts";
import type { FormFields } from "../../src/parameters/form-fields.ts";
import { BodyError } from "../../src/parameters/body-error.ts";
import { type FormLimits } from "../../src/parameters/form-limits.ts";
import { head, serving } from "../http/node/connection.ts";
import { exchangeOf } from "./asking.ts";

const folder = mkdtempSync(join(tmpdir(), "multipart-"));
const usual = process.env["TMPDIR"];
before(() => {
  process.env["TMPDIR"] = folder;
});
after(() => {
  if (usual === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usual;
  rmSync(folder, { recursive: true });
});

const limits: FormLimits = { body: 10_000, fields: 5, files: 3, fieldSize: 1024, text: 3072, spool: 16 };
const contentType = "multipart/form-data; boundary=cut";
const headers = ["content-type", contentType];

/** A part, or anything else of a form: `part('name="a"', "text")`. */
function part(disposition: string, content: string, ...more: string[]): string {
  const fields = [`Content-Disposition: form-data; ${disposition}`, ...more];
  return `--cut\r\n${fields.join("\r\n")}\r\n\r\n${content}\r\n`;
}

const file = (name: string, content: string): string =>
  part(`name="file"; filename="${name}"`, content, "Content-Type: text/csv");

const end = "--cut--\r\n";
const whole =
  part('name="a"', "") +
  file("small.csv", "1,2") +
  part('name="b"', "two") +
  file("large.csv", "3,4\r\n--cu".repeat(5)) +
  end;

async function shown(form: FormFields): Promise<unknown> {
  const values = form.names().flatMap((name) => form.all(name).map((value) => [name, value] as const));
  return Promise.all(
    values.map(async ([name, value]) =>
      value instanceof File ? [name, value.name, value.type, await value.text()] : [name, value],
    ),
  );
}

const fields = [
  ["a", ""],
  ["file", "small.csv", "text/csv", "1,2"],
  ["file", "large.csv", "text/csv", "3,4\r\n--cu".repeat(5)],
  ["b", "two"],
];

const load = (
  pieces: readonly (string | Uint8Array)[],
  more: Partial<FormLimits> = {},
): Promise<FormFields> => loadForm(exchangeOf({ headers, pieces }), { ...limits, ...more });

const left = (): string[] => readdirSync(folder);

test("fields and files come in their order, whatever pieces they come in", async () => {
  for (let at = 0; at <= whole.length; at++) {
    const form = await load([whole.slice(0, at), whole.slice(at)]);
    assert.deepEqual(await shown(form), fields, `cut at ${at}`);
    await form.dispose();
  }
  const form = await load([...whole]);
  assert.deepEqual(await shown(form), fields);
  await form.dispose();
});

test("a form that ends early is refused, wherever it ends, and leaves nothing behind", async () => {
  const complete = whole.length - 2;
  for (let at = 0; at < complete; at++) {
    await assert.rejects(
      load([whole.slice(0, at)]),
      (error) => error instanceof BodyError && error.message === "There was an error parsing the body",
      `cut at ${at}`,
    );
    assert.deepEqual(left(), [], `cut at ${at}`);
  }
});

test("a file goes to disk when memory is full, whichever file that is, and is read from there", async () => {
  const inMemory = await load([file("a", "x".repeat(16)), end]);
  assert.equal(inMemory.isSpooled, false);
  assert.deepEqual(left(), []);
  const together = await load([file("a", "x".repeat(10)), file("b", "y".repeat(10)), file("c", "z"), end]);
  assert.equal(together.isSpooled, true);
  const [spooled = ""] = left();
  assert.equal(readdirSync(join(folder, spooled)).length, 1);
  const files = together.all("file") as File[];
  assert.deepEqual(await Promise.all(files.map((each) => each.text())), [
    "x".repeat(10),
    "y".repeat(10),
    "z",
  ]);
  await together.dispose();
  assert.deepEqual(left(), []);
  await assert.rejects(files[1]?.text() ?? Promise.resolve());
});

test("a file input that was left empty sends nothing; an empty file is a file", async () => {
  const form = await load([file("", ""), file("empty.txt", ""), end]);
  assert.deepEqual(await shown(form), [["file", "empty.txt", "text/csv", ""]]);
});

test("names: UTF-8 as it is, without the folders that some clients send", async () => {
  const form = await load([
    Buffer.from(
      `${part('name="ü"', "ß")}${file("naïve 文.txt", "é")}${file("C:\\\\x\\\\..\\\\a.txt", "b")}${end}`,
    ),
  ]);
  assert.deepEqual(await shown(form), [
    ["ü", "ß"],
    ["file", "naïve 文.txt", "text/csv", "é"],
    ["file", "a.txt", "text/csv", "b"],
  ]);
  const inherited = await load([part('name="__proto__"', "1"), end]);
  assert.deepEqual(inherited.all("__proto__"), ["1"]);
});

const large = file("large", "x".repeat(100));
const refused: Record<string, [parts: string, message: string]> = {
  "too many fields": [part('name="a"', "").repeat(6), "Too many fields. Maximum number of fields is 5."],
  "too many files": [file("a", "b").repeat(4), "Too many files. Maximum number of files is 3."],
  "a field too long": [part('name="a"', "x".repeat(1025)), "Part exceeded maximum size of 1KB."],
  "too much text": [part('name="a"', "x".repeat(1024)).repeat(4), "Form exceeded maximum size of 3KB."],
  "a field without a name": [
    part('x="a"', "b"),
    'The Content-Disposition header field "name" must be provided.',
  ],
  "a file without a name": [
    part('filename="a"', "b"),
    'The Content-Disposition header field "name" must be provided.',
  ],
};

for (const [title, [parts, message]] of Object.entries(refused)) {
  test(`refused, with nothing left behind: ${title}`, async () => {
    const says = (error: unknown): boolean => error instanceof BodyError && error.message === message;
    await assert.rejects(load([large, parts, end]), says);
    await assert.rejects(load([...large, ...parts, end]), says);
    await assert.rejects(load([large + parts + large + end]), says);
    assert.deepEqual(left(), []);
  });
}

test("what is as long as it may be is taken", async () => {
  const parts =
    part('name="a"', "x".repeat(1024)).repeat(3) + part('name="b"', "").repeat(2) + file("a", "b").repeat(3);
  const form = await load([parts, end]);
  assert.deepEqual([form.all("a").length, form.all("b").length, form.all("file").length], [3, 2, 3]);
});

test("a boundary is needed, and a parser that takes it", async () => {
  for (const type of [
    "multipart/form-data",
    "multipart/form-data; boundary=",
    'multipart/form-data; boundary=""',
  ]) {
    const exchange = exchangeOf({ headers: ["content-type", type], pieces: [whole] });
    await assert.rejects(loadForm(exchange, limits), /Missing boundary in multipart/);
  }
});

test("a failure of the source is the failure of the form", async () => {
  const failing: Exchange = {
    ...exchangeOf({ headers }),
    async *streamBody() {
      yield Buffer.from(large);
      throw new BodyTooLarge(1);
    },
  };
  await assert.rejects(loadForm(failing, limits), BodyTooLarge);
  assert.deepEqual(left(), []);
});

test("a disk that cannot be written is a failure of ours", async () => {
  process.env["TMPDIR"] = join(folder, "not there");
  try {
    await assert.rejects(load([large, end]), (error) => (error as NodeJS.ErrnoException).code === "ENOENT");
  } finally {
    process.env["TMPDIR"] = folder;
  }
});

test("a client that leaves in the middle, wherever, leaves nothing behind", async (t) => {
  const ended: Promise<unknown>[] = [];
  let begun!: () => void;
  const open = await serving(t, (exchange) => {
    const loading = loadForm(exchange, limits).catch((error: unknown) => error);
    ended.push(loading);
    void loading.then(() => exchange.send(200, [], ""));
    begun();
  });
  for (let at = 0; at < whole.length; at += 3) {
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    const fieldsOfHead = [`Content-Type: ${contentType}`, `Content-Length: ${whole.length}`];
    const client = open().say(head("POST", "/", ...fieldsOfHead) + whole.slice(0, at));
    await beginning;
    client.leave();
    assert.ok((await ended.at(-1)) instanceof BodyAborted, `cut at ${at}`);
    assert.deepEqual(left(), [], `cut at ${at}`);
  }
});
