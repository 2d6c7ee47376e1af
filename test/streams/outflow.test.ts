import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { Outflow, StrandedError } from "../../src/streams/outflow.ts";

const text = { encode: String };

test("items are encoded one by one, from generators of both kinds, arrays and streams", async () => {
  async function* later() {
    yield 1;
    yield 2;
  }
  function* now() {
    yield 1;
    yield 2;
  }
  const sources = () => [later(), now(), [1, 2], ReadableStream.from([1, 2]), Readable.from([1, 2])];
  for (const source of sources()) {
    const outflow = new Outflow(source, { encode: (item) => `<${item}>` });
    assert.deepEqual(await Array.fromAsync(outflow), ["<1>", "<2>"]);
    await outflow.released();
  }
  for (const source of sources()) {
    const outflow = new Outflow(source, { encode: String, finish: () => "end" });
    assert.deepEqual(await Array.fromAsync(outflow), ["1", "2", "end"]);
  }
});

test("nothing is pulled before it is asked for", async () => {
  const pulled: number[] = [];
  function* source() {
    for (let i = 0; ; i++) {
      pulled.push(i);
      yield i;
    }
  }
  const outflow = new Outflow(source(), text);
  assert.deepEqual(pulled, []);
  await outflow.next();
  assert.deepEqual(pulled, [0]);
  await outflow.return();
  assert.deepEqual(pulled, [0]);
});

test("leaving runs the source's finally once, and what waits for a chunk is told that there is none", async () => {
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  async function* source() {
    try {
      yield 1;
      await gate.promise;
    } finally {
      log.push("finally");
    }
  }
  const outflow = new Outflow(source(), text);
  await outflow.next();
  const parked = outflow.next();
  const left = outflow.return();
  assert.deepEqual(await parked, { done: true, value: undefined });
  assert.deepEqual(log, []);
  gate.resolve();
  await left;
  await outflow.return();
  assert.deepEqual(log, ["finally"]);
});

test("streams of the web and of Node.js end at once, though a read is under way", async () => {
  let cancelled = false;
  const web = new Outflow(new ReadableStream({ cancel: () => void (cancelled = true) }), text);
  const webRead = web.next();
  await web.return();
  assert.equal((await webRead).done, true);
  assert.equal(cancelled, true);
  const readable = new Readable({ read: () => undefined });
  const node = new Outflow(readable, text);
  const nodeRead = node.next();
  await turn();
  await node.return();
  assert.equal((await nodeRead).done, true);
  assert.equal(readable.destroyed, true);
});

test("a stream of which nothing is pulled is ended too", async () => {
  const readable = new Readable({ read: () => undefined });
  await new Outflow(readable, text).return();
  assert.equal(readable.destroyed, true);
});

test("an item that cannot be encoded ends the source, which sees the error", async () => {
  const seen: unknown[] = [];
  async function* source() {
    try {
      yield 1;
    } catch (error) {
      seen.push(error);
      throw error;
    }
  }
  const refusal = new TypeError("no");
  const encode = (): never => {
    throw refusal;
  };
  const outflow = new Outflow(source(), { encode });
  await assert.rejects(outflow.next(), refusal);
  await outflow.released();
  assert.deepEqual(seen, [refusal]);
});

test("a failure comes after what was yielded, and after its record", async () => {
  async function* source() {
    yield 1;
    throw new Error("half-way");
  }
  const outflow = new Outflow(source(), { encode: String, fail: (error) => `failed: ${String(error)}` });
  const chunks: unknown[] = [];
  await assert.rejects(async () => {
    for await (const chunk of outflow) chunks.push(chunk);
  }, /half-way/);
  assert.deepEqual(chunks, ["1", "failed: Error: half-way"]);
});

test("priming gives the first chunk, or throws what came in its place, or gives up waiting without losing it", async () => {
  const ready = new Outflow(["a", "b"], text);
  assert.equal(await ready.prime(1000), true);
  assert.deepEqual(await Array.fromAsync(ready), ["a", "b"]);
  // eslint-disable-next-line require-yield -- the case under test
  async function* early(): AsyncGenerator<string> {
    throw new Error("early");
  }
  await assert.rejects(new Outflow(early(), { encode: String, fail: () => "record" }).prime(1000), /early/);
  const gate = Promise.withResolvers<void>();
  async function* late() {
    await gate.promise;
    yield "late";
  }
  const slow = new Outflow(late(), text);
  assert.equal(await slow.prime(1), false);
  gate.resolve();
  assert.deepEqual(await Array.fromAsync(slow), ["late"]);
});

test("a sequence that is left while its first chunk is under way fails for nobody", async () => {
  let cleaned = false;
  const gate = Promise.withResolvers<void>();
  async function* source(): AsyncGenerator<string> {
    try {
      await gate.promise;
      yield "nobody waits";
    } finally {
      cleaned = true;
    }
  }
  const outflow = new Outflow(source(), text);
  const primed = outflow.prime(60_000);
  outflow.leave();
  assert.equal(await primed, true);
  gate.resolve();
  await outflow.released();
  assert.equal(cleaned, true);
});

test("an AbortError of a source that was let go is no failure; any other error is told", async () => {
  for (const [name, isTold] of [
    ["AbortError", false],
    ["Error", true],
  ] as const) {
    const gate = Promise.withResolvers<void>();
    async function* source() {
      yield 1;
      await gate.promise;
    }
    const outflow = new Outflow(source(), text);
    await outflow.next();
    void outflow.next();
    const left = outflow.return();
    gate.reject(Object.assign(new Error("late"), { name }));
    if (isTold) await assert.rejects(left, /late/);
    else await left;
  }
});

test("a source that does not end is given up after the grace", async () => {
  async function* source() {
    yield 1;
    await new Promise(() => undefined);
  }
  const outflow = new Outflow(source(), text, 5);
  await outflow.next();
  void outflow.next();
  await assert.rejects(outflow.return(), StrandedError);
});

test("an end from outside comes after what is ready, and lets the source go", async () => {
  let cleaned = false;
  async function* source() {
    try {
      yield "first";
      await sleep(60_000);
    } finally {
      cleaned = true;
    }
  }
  const outflow = new Outflow(source(), text, 1);
  await outflow.prime(1000);
  outflow.end("last");
  assert.deepEqual(await Array.fromAsync(outflow), ["first", "last"]);
  await outflow.released();
  assert.equal(cleaned, true);
  outflow.end("again");
  assert.equal((await outflow.next()).done, true);
});

test("a failure from outside ends the sequence like one of its own", async () => {
  const outflow = new Outflow(ReadableStream.from([]), { encode: String });
  const parked = new Outflow(new ReadableStream(), { encode: String });
  const next = parked.next();
  parked.fail(new Error("too long"));
  await assert.rejects(next, /too long/);
  await parked.released();
  await outflow.return();
});

test("beats come while the client waits for the source, and none while it takes nothing", async () => {
  const gate = Promise.withResolvers<void>();
  async function* source() {
    yield "a";
    await gate.promise;
    yield "b";
  }
  const outflow = new Outflow(source(), text);
  await outflow.prime(1000);
  outflow.keepAlive(".", 20, false);
  assert.equal((await outflow.next()).value, "a");
  await sleep(100);
  const beats = [(await outflow.next()).value, (await outflow.next()).value];
  assert.deepEqual(beats, [".", "."]);
  gate.resolve();
  assert.equal((await outflow.next()).value, "b");
  assert.equal((await outflow.next()).done, true);
});

test("a stream that is silent from the start opens with a beat", async () => {
  const outflow = new Outflow(new ReadableStream(), text);
  outflow.keepAlive(".", 60_000, true);
  assert.equal((await outflow.next()).value, ".");
  await outflow.return();
});
