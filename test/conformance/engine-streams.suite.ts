import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import type { Chunk, Handle } from "../../src/http/engine.ts";
import { bodyOf, serving, type Start, textOf } from "./engine-under-test.ts";

/** Responses that are sent chunk by chunk. */
export function streamSuite(engine: string, start: Start): void {
  describe(`${engine}: streamed responses`, () => {
    const streaming = (chunks: () => AsyncIterable<Chunk> | Iterable<Chunk>): Handle => {
      return (exchange) => {
        exchange.stream(200, ["content-type", "text/plain"], chunks()).catch(() => undefined);
      };
    };

    const kinds: Record<string, () => AsyncIterable<Chunk> | Iterable<Chunk>> = {
      "an async generator": async function* () {
        yield "a";
        await sleep(1);
        yield Buffer.from("b");
        yield "";
        yield "ü";
      },
      "a generator": function* () {
        yield* ["a", Buffer.from("b"), "", "ü"];
      },
      "an array": () => ["a", Buffer.from("b"), "", "ü"],
      "a web stream": () => ReadableStream.from(["a", Buffer.from("b"), "", "ü"]),
    };
    for (const [kind, chunks] of Object.entries(kinds)) {
      test(`${kind} is sent chunk by chunk`, async (t) => {
        const fetch = await serving(start, t, streaming(chunks));
        const response = await fetch("/");
        assert.equal(response.headers.get("content-length"), null);
        assert.equal(await response.text(), "abü");
      });
    }

    test("an empty sequence is an empty body", async (t) => {
      const fetch = await serving(
        start,
        t,
        streaming(() => []),
      );
      assert.equal(await (await fetch("/")).text(), "");
    });

    test("each chunk arrives when it is yielded, and the head before the first", async (t) => {
      const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
      const fetch = await serving(
        start,
        t,
        streaming(async function* () {
          await gates[0].promise;
          yield "first";
          await gates[1].promise;
          yield "second";
        }),
      );
      const response = await fetch("/");
      const reader = bodyOf(response).getReader();
      gates[0].resolve();
      assert.equal(textOf((await reader.read()).value), "first");
      gates[1].resolve();
      assert.equal(textOf((await reader.read()).value), "second");
      assert.equal((await reader.read()).done, true);
    });

    test("the promise and the end come when all is sent", async (t) => {
      const log: string[] = [];
      const done = Promise.withResolvers<void>();
      const fetch = await serving(start, t, (exchange) => {
        exchange.onEnd(() => log.push("end"));
        const chunks = (async function* () {
          yield "a";
          log.push("finished");
        })();
        void exchange.stream(200, [], chunks).then(() => {
          log.push(`resolved, left: ${exchange.signal.aborted}`);
          done.resolve();
        });
      });
      await (await fetch("/")).text();
      await done.promise;
      await turn();
      assert.equal(log[0], "finished");
      assert.deepEqual(log.slice(1).toSorted(), ["end", "resolved, left: false"]);
    });

    test("a reader that stalls costs a bounded number of bytes", async (t) => {
      let pulled = 0;
      const chunk = new Uint8Array(64 * 1024);
      const fetch = await serving(
        start,
        t,
        streaming(function* () {
          for (;;) {
            pulled += chunk.length;
            yield chunk;
          }
        }),
      );
      const leave = new AbortController();
      const response = await fetch("/", { signal: leave.signal });
      await sleep(200);
      const after = pulled;
      await sleep(200);
      assert.equal(pulled, after);
      assert.ok(pulled < 32 * 1024 * 1024, `${pulled} bytes`);
      leave.abort();
      await assert.rejects(response.text());
    });

    test("an error cuts the body after what was yielded", async (t) => {
      const failure = new Error("half-way");
      const rejected = Promise.withResolvers<unknown>();
      const fetch = await serving(start, t, (exchange) => {
        const chunks = (async function* () {
          yield "a";
          yield "b";
          throw failure;
        })();
        exchange.stream(200, [], chunks).catch(rejected.resolve);
      });
      const response = await fetch("/");
      const reader = bodyOf(response).getReader();
      let text = "";
      await assert.rejects(async () => {
        for (let step = await reader.read(); !step.done; step = await reader.read())
          text += textOf(step.value);
      });
      assert.equal(text, "ab");
      assert.equal(await rejected.promise, failure);
    });

    test("a chunk that is none cuts the body and lets the sequence go", async (t) => {
      const rejected = Promise.withResolvers<unknown>();
      let returned = false;
      const fetch = await serving(start, t, (exchange) => {
        const chunks = (async function* () {
          try {
            yield "a";
            yield { length: 1 } as unknown as Chunk;
          } finally {
            returned = true;
          }
        })();
        exchange.stream(200, [], chunks).catch(rejected.resolve);
      });
      await assert.rejects((await fetch("/")).text());
      assert.ok((await rejected.promise) instanceof TypeError);
      assert.equal(returned, true);
    });

    test("a head that cannot be sent is a bare 500, and lets the sequence go", async (t) => {
      const rejected = Promise.withResolvers<unknown>();
      const log: string[] = [];
      const fetch = await serving(start, t, (exchange) => {
        const chunks: AsyncIterable<Chunk> = {
          [Symbol.asyncIterator]: () => ({
            next: async () => ({ done: false, value: `${log.push("next")}` }),
            return: async () => ({ done: true, value: log.push("return") }),
          }),
        };
        exchange.stream(200, ["a", "1", "x", "a\nb"], chunks).catch(rejected.resolve);
      });
      const response = await fetch("/");
      assert.equal(response.status, 500);
      assert.equal(response.headers.get("a"), null);
      assert.equal(await response.text(), "");
      assert.ok((await rejected.promise) instanceof TypeError);
      assert.deepEqual(log, ["return"]);
    });

    for (const [what, method, status] of [
      ["HEAD", "HEAD", 200],
      ["204", "GET", 204],
      ["304", "GET", 304],
    ] as const) {
      test(`${what} pulls nothing and lets the sequence go`, async (t) => {
        const log: string[] = [];
        const done = Promise.withResolvers<void>();
        const fetch = await serving(start, t, (exchange) => {
          const chunks: AsyncIterableIterator<Chunk> = {
            async next() {
              log.push("next");
              return { done: true, value: undefined };
            },
            async return() {
              log.push("return");
              return { done: true, value: undefined };
            },
            [Symbol.asyncIterator]: () => chunks,
          };
          exchange.onEnd(() => log.push("end"));
          void exchange.stream(status, ["x-a", "1"], chunks).then(done.resolve);
        });
        const response = await fetch("/", { method });
        assert.equal(response.status, status);
        assert.equal(response.headers.get("x-a"), "1");
        assert.equal(await response.text(), "");
        await done.promise;
        await sleep(10);
        assert.deepEqual(log, ["return", "end"]);
      });
    }
  });

  test(`${engine}: an endless stream leaves room for others`, async (t) => {
    const fetch = await serving(start, t, (exchange) => {
      if (exchange.target === "/other") exchange.send(200, [], "here");
      else {
        const endless = (function* () {
          for (;;) yield "tick\n";
        })();
        void exchange.stream(200, [], endless);
      }
    });
    const leave = new AbortController();
    const response = await fetch("/endless", { signal: leave.signal });
    const reading = assert.rejects(async () => {
      const reader = bodyOf(response).getReader();
      for (;;) if ((await reader.read()).done) return;
    });
    const asked = performance.now();
    for (let i = 0; i < 5; i++) assert.equal(await (await fetch("/other")).text(), "here");
    assert.ok(performance.now() - asked < 1000);
    leave.abort();
    await reading;
  });
}
