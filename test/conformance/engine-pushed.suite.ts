import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Chunk } from "../../src/http/engine.ts";
import type { PushedChunks, Sink } from "../../src/http/pushed.ts";
import { bodyOf, serving, type Start, textOf } from "./engine-under-test.ts";

/** Chunks that a test sends when it likes; an engine may take them pushed or pulled. */
class Source implements PushedChunks {
  readonly isShared: boolean;
  isReturned = false;
  #sink: Sink | undefined = undefined;
  #isReady = false;
  #pulling: PromiseWithResolvers<IteratorResult<Chunk>> | undefined = undefined;
  readonly #queue: ((take: Sink) => boolean)[] = [];

  constructor(isShared: boolean) {
    this.isShared = isShared;
  }

  pushInto(sink: Sink): void {
    this.#sink = sink;
    this.resume();
  }

  resume(): void {
    this.#isReady = true;
    this.#advance();
  }

  next(): Promise<IteratorResult<Chunk>> {
    this.#pulling = Promise.withResolvers();
    const { promise, resolve, reject } = this.#pulling;
    this.#sink = {
      write: (value) => {
        resolve({ done: false, value });
        return false;
      },
      end: () => resolve({ done: true, value: undefined }),
      fail: reject,
      drop: () => reject(new Error("dropped")),
    };
    this.resume();
    return promise;
  }

  async return(): Promise<IteratorResult<Chunk>> {
    this.isReturned = true;
    this.#pulling?.resolve({ done: true, value: undefined });
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  send(chunk: Chunk): this {
    return this.#then((sink) => sink.write(chunk));
  }

  end(): this {
    return this.#then((sink) => (sink.end(), false));
  }

  fail(error: unknown): this {
    return this.#then((sink) => (sink.fail(error), false));
  }

  drop(): this {
    return this.#then((sink) => (sink.drop(), false));
  }

  #then(act: (sink: Sink) => boolean): this {
    this.#queue.push(act);
    this.#advance();
    return this;
  }

  #advance(): void {
    while (this.#isReady && this.#sink) {
      const act = this.#queue.shift();
      if (!act) return;
      this.#isReady = act(this.#sink);
    }
  }
}

/** Chunks that come of themselves: to be sent as those that are pulled are. */
export function pushedSuite(engine: string, start: Start): void {
  for (const isShared of [true, false]) suite(`${engine}${isShared ? ", shared" : ""}`, start, isShared);
}

function suite(engine: string, start: Start, isShared: boolean): void {
  describe(`${engine}: chunks that come of themselves`, () => {
    test("are sent as they come, text and bytes", async (t) => {
      const source = new Source(isShared);
      const fetch = await serving(start, t, (exchange) => void exchange.stream(200, ["x-a", "b"], source));
      source.send("a");
      const response = await fetch("/");
      assert.equal(response.headers.get("x-a"), "b");
      const reader = bodyOf(response).getReader();
      assert.equal(textOf((await reader.read()).value), "a");
      source.send(Buffer.from("ü"));
      assert.equal(textOf((await reader.read()).value), "ü");
      source.send("").send("end").end();
      assert.equal(textOf((await reader.read()).value), "end");
      assert.equal((await reader.read()).done, true);
    });

    test("are asked for no more while the client takes none", async (t) => {
      const source = new Source(isShared);
      const fetch = await serving(start, t, (exchange) => void exchange.stream(200, [], source));
      const chunk = new Uint8Array(1024 * 1024);
      const count = 64;
      for (let i = 0; i < count; i++) source.send(chunk);
      source.end();
      const body = await (await fetch("/")).arrayBuffer();
      assert.equal(body.byteLength, count * chunk.length);
    });

    test("that fail cut the body after what was sent", async (t) => {
      const source = new Source(isShared);
      const failure = new Error("half-way");
      const rejected = Promise.withResolvers<unknown>();
      const fetch = await serving(start, t, (exchange) => {
        exchange.stream(200, [], source).catch(rejected.resolve);
      });
      source.send("a");
      const reader = bodyOf(await fetch("/")).getReader();
      assert.equal(textOf((await reader.read()).value), "a");
      source.fail(failure);
      await assert.rejects(reader.read());
      assert.equal(await rejected.promise, failure);
    });

    test("are let go when they are dropped, and the body is cut", async (t) => {
      const source = new Source(isShared);
      const ended = Promise.withResolvers<void>();
      const fetch = await serving(start, t, (exchange) => {
        exchange.onEnd(ended.resolve);
        exchange.stream(200, [], source).catch(() => undefined);
      });
      source.send("a");
      const reader = bodyOf(await fetch("/")).getReader();
      await reader.read();
      source.drop();
      await assert.rejects(reader.read());
      await ended.promise;
    });

    test("are let go when the client leaves", async (t) => {
      const source = new Source(isShared);
      const resolved = Promise.withResolvers<boolean>();
      const fetch = await serving(start, t, (exchange) => {
        void exchange.stream(200, [], source).then(() => resolved.resolve(source.isReturned));
      });
      source.send("a");
      const leave = new AbortController();
      const response = await fetch("/", { signal: leave.signal });
      await bodyOf(response).getReader().read();
      leave.abort();
      assert.equal(await resolved.promise, true);
    });

    test("are let go at once for HEAD", async (t) => {
      const source = new Source(isShared);
      const fetch = await serving(start, t, (exchange) => void exchange.stream(200, [], source));
      source.send("a");
      const response = await fetch("/", { method: "HEAD" });
      assert.equal(await response.text(), "");
      assert.equal(source.isReturned, true);
    });
  });
}
