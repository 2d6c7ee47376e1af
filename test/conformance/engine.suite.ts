import assert from "node:assert/strict";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { describe, test, type TestContext } from "node:test";
import type { Chunk, Exchange, Handle } from "../../src/http/engine.ts";

/** An engine under test: requests go to the handle that it was started with. */
export interface EngineUnderTest {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** What every engine must do. */
export function engineSuite(engine: string, start: (handle: Handle) => Promise<EngineUnderTest>): void {
  /** Starts the engine for one test and ends it with the test. */
  const serving = async (t: TestContext, handle: Handle): Promise<EngineUnderTest["fetch"]> => {
    const running = await start(handle);
    t.after(() => running.close());
    return (path, init) => running.fetch(path, init);
  };

  /** Answers one request through `answer`, which may take its time. */
  const answering = (answer: (exchange: Exchange) => unknown): Handle => {
    return (exchange) => {
      Promise.resolve()
        .then(() => answer(exchange))
        .catch((error: unknown) => exchange.send(500, [], String(error)));
    };
  };

  describe(`${engine}: requests`, () => {
    test("method, target and headers", async (t) => {
      const fetch = await serving(t, (exchange) => {
        const { method, target } = exchange;
        const seen = {
          method,
          target,
          one: exchange.header("x-one"),
          values: exchange.headerValues("x-one"),
          none: exchange.header("x-none") ?? "absent",
          noValues: exchange.headerValues("x-none"),
          prototype: exchange.header("constructor") ?? "absent",
          hasHost: (exchange.header("host") ?? "").length > 0,
          raw: exchange.rawHeaders.map((text) => text.toLowerCase()).includes("x-one"),
          secure: exchange.secure,
        };
        exchange.send(200, ["content-type", "application/json"], JSON.stringify(seen));
      });
      const response = await fetch("/a%20b/c?x=1&y=%2F", { method: "DELETE", headers: { "X-One": "1" } });
      assert.deepEqual(await response.json(), {
        method: "DELETE",
        target: "/a%20b/c?x=1&y=%2F",
        one: "1",
        values: ["1"],
        none: "absent",
        noValues: [],
        prototype: "absent",
        hasHost: true,
        raw: true,
        secure: false,
      });
    });

    const echo = (limit: number): Handle =>
      answering(async (exchange) => exchange.send(200, [], await exchange.readBody(limit)));

    test("a body is read whole", async (t) => {
      const fetch = await serving(t, echo(1000));
      assert.equal(await (await fetch("/", { method: "POST", body: "grüße" })).text(), "grüße");
      assert.equal(await (await fetch("/", { method: "POST", body: "" })).text(), "");
      assert.equal(await (await fetch("/")).text(), "");
    });

    test("a body of the limit is read, a longer one is not", async (t) => {
      const fetch = await serving(t, echo(1000));
      assert.equal(
        (await (await fetch("/", { method: "POST", body: "x".repeat(1000) })).text()).length,
        1000,
      );
      const refused = await fetch("/", { method: "POST", body: "x".repeat(1001) });
      assert.match(await refused.text(), /^BodyTooLarge: the body is longer than 1000 bytes$/);
    });

    test("a body without a length is limited too", async (t) => {
      const fetch = await serving(t, echo(1000));
      const body = (): ReadableStream => ReadableStream.from(Array<Uint8Array>(6).fill(new Uint8Array(200)));
      const refused = await fetch("/", { method: "POST", body: body(), duplex: "half" } as RequestInit);
      assert.match(await refused.text(), /^BodyTooLarge/);
    });

    test("the pieces of a body come one by one", async (t) => {
      const fetch = await serving(
        t,
        answering(async (exchange) => {
          let size = 0;
          for await (const piece of exchange.streamBody(Infinity)) size += piece.length;
          exchange.send(200, [], String(size));
        }),
      );
      const body = "x".repeat(3_000_000);
      assert.equal(await (await fetch("/", { method: "POST", body })).text(), "3000000");
      assert.equal(await (await fetch("/")).text(), "0");
    });

    test("a streamed body is limited", async (t) => {
      const fetch = await serving(
        t,
        answering(async (exchange) => {
          let size = 0;
          try {
            for await (const piece of exchange.streamBody(100_000)) size += piece.length;
          } catch (error) {
            exchange.send(413, [], `${(error as Error).name} ${size <= 100_000}`);
          }
        }),
      );
      const body = ReadableStream.from(Array<Uint8Array>(20).fill(new Uint8Array(10_000)));
      const response = await fetch("/", { method: "POST", body, duplex: "half" } as RequestInit);
      assert.equal(await response.text(), "BodyTooLarge true");
    });

    test("a body that was read can be had again, whole or as a stream", async (t) => {
      const fetch = await serving(
        t,
        answering(async (exchange) => {
          const first = await exchange.readBody(10);
          const second = await exchange.readBody(10);
          let third = "";
          for await (const piece of exchange.streamBody(10)) third += Buffer.from(piece).toString();
          exchange.send(200, [], `${Buffer.from(first)} ${Buffer.from(second)} ${third}`);
        }),
      );
      assert.equal(await (await fetch("/", { method: "PUT", body: "abc" })).text(), "abc abc abc");
    });

    test("a body that was streamed is gone", async (t) => {
      const fetch = await serving(
        t,
        answering(async (exchange) => {
          for await (const piece of exchange.streamBody(10)) assert.ok(piece.length > 0);
          exchange.send(200, [], await exchange.readBody(10));
        }),
      );
      assert.match(await (await fetch("/", { method: "PUT", body: "abc" })).text(), /^TypeError: the body/);
    });
  });

  describe(`${engine}: whole responses`, () => {
    test("text is sent as UTF-8, with its length in bytes", async (t) => {
      const fetch = await serving(t, (exchange) => exchange.send(201, ["x-a", "1"], "grüße"));
      const response = await fetch("/");
      assert.equal(response.status, 201);
      assert.equal(response.headers.get("content-length"), "7");
      assert.equal(response.headers.get("x-a"), "1");
      assert.equal(response.headers.get("content-type"), null);
      assert.equal(await response.text(), "grüße");
    });

    test("bytes are sent as they are", async (t) => {
      const fetch = await serving(t, (exchange) => exchange.send(200, [], Uint8Array.of(0, 255, 10)));
      assert.deepEqual([...new Uint8Array(await (await fetch("/")).arrayBuffer())], [0, 255, 10]);
    });

    test("nothing is sent as nothing", async (t) => {
      const fetch = await serving(t, (exchange) => exchange.send(307, ["location", "/b"], null));
      const response = await fetch("/", { redirect: "manual" });
      assert.equal(response.headers.get("location"), "/b");
      assert.equal(response.headers.get("content-length"), "0");
    });

    test("repeated headers stay apart", async (t) => {
      const headers = ["Set-Cookie", "a=1; Path=/", "Set-Cookie", "b=2, 3", "Vary", "a", "vary", "b"];
      const fetch = await serving(t, (exchange) => exchange.send(200, headers, ""));
      const response = await fetch("/");
      assert.deepEqual(response.headers.getSetCookie(), ["a=1; Path=/", "b=2, 3"]);
      assert.equal(response.headers.get("vary"), "a, b");
    });

    test("a given length is put right", async (t) => {
      const fetch = await serving(t, (exchange) => exchange.send(200, ["Content-Length", "99"], "abc"));
      const response = await fetch("/");
      assert.equal(response.headers.get("content-length"), "3");
      assert.equal(await response.text(), "abc");
    });

    test("HEAD has the length and no body", async (t) => {
      const fetch = await serving(t, (exchange) =>
        exchange.send(200, exchange.target === "/given" ? ["content-length", "99"] : [], "abc"),
      );
      const response = await fetch("/", { method: "HEAD" });
      assert.equal(response.headers.get("content-length"), "3");
      assert.equal(await response.text(), "");
      assert.equal((await fetch("/given", { method: "HEAD" })).headers.get("content-length"), "99");
    });

    for (const status of [204, 205, 304]) {
      test(`${status} has no body`, async (t) => {
        const fetch = await serving(t, (exchange) =>
          exchange.target === "/next" ? exchange.send(200, [], "next") : exchange.send(status, [], "abc"),
        );
        const response = await fetch("/");
        assert.equal(response.status, status);
        assert.ok([null, "0"].includes(response.headers.get("content-length")));
        assert.equal(await response.text(), "");
        assert.equal(await (await fetch("/next")).text(), "next");
      });
    }

    test("what cannot be sent is refused before anything is sent", async (t) => {
      const fetch = await serving(t, (exchange) => {
        const bad: [string, string][] = [
          ["x", "a\r\nset-cookie: b=1"],
          ["x\n", "a"],
          ["x", "\u{1f600}"],
          ["x", "a\0"],
        ];
        for (const [name, value] of bad) {
          assert.throws(() => exchange.send(200, ["a", "1", name, value], "no"), TypeError);
        }
        exchange.send(200, ["b", "2"], "yes");
      });
      const response = await fetch("/");
      assert.equal(response.headers.get("a"), null);
      assert.equal(response.headers.get("b"), "2");
      assert.equal(await response.text(), "yes");
    });

    test("the end is told once, and later too; the signal stays quiet", async (t) => {
      const ended = Promise.withResolvers<Exchange>();
      let calls = 0;
      const fetch = await serving(
        t,
        answering(async (exchange) => {
          assert.equal(exchange.signal.aborted, false);
          exchange.onEnd(() => {
            calls++;
            ended.resolve(exchange);
          });
          await exchange.readBody(100);
          await turn();
          assert.equal(exchange.signal.aborted, false);
          exchange.send(200, [], "abc");
        }),
      );
      assert.equal(await (await fetch("/", { method: "POST", body: "abc" })).text(), "abc");
      const exchange = await ended.promise;
      await turn();
      assert.equal(calls, 1);
      assert.equal(exchange.signal.aborted, false);
      await new Promise<void>((resolve) => exchange.onEnd(resolve));
    });
  });

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
        const fetch = await serving(t, streaming(chunks));
        const response = await fetch("/");
        assert.equal(response.headers.get("content-length"), null);
        assert.equal(await response.text(), "abü");
      });
    }

    test("an empty sequence is an empty body", async (t) => {
      const fetch = await serving(
        t,
        streaming(() => []),
      );
      assert.equal(await (await fetch("/")).text(), "");
    });

    test("each chunk arrives when it is yielded, and the head before the first", async (t) => {
      const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
      const fetch = await serving(
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
      const fetch = await serving(t, (exchange) => {
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
      const fetch = await serving(t, (exchange) => {
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
      const fetch = await serving(t, (exchange) => {
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

    for (const [what, method, status] of [
      ["HEAD", "HEAD", 200],
      ["204", "GET", 204],
      ["304", "GET", 304],
    ] as const) {
      test(`${what} pulls nothing and lets the sequence go`, async (t) => {
        const log: string[] = [];
        const done = Promise.withResolvers<void>();
        const fetch = await serving(t, (exchange) => {
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

  describe(`${engine}: a client that leaves`, () => {
    /** Streams `chunks`, leaves after the first one, and gives what the exchange knew in the end. */
    const leaving = async (
      t: TestContext,
      chunks: (exchange: Exchange) => AsyncIterable<Chunk> | Iterable<Chunk>,
    ): Promise<{ outcome: unknown; ends: number; aborted: boolean; milliseconds: number }> => {
      const settled = Promise.withResolvers<unknown>();
      let ends = 0;
      let exchange: Exchange | undefined;
      const fetch = await serving(t, (arrived) => {
        exchange = arrived;
        arrived.onEnd(() => ends++);
        assert.equal(arrived.signal.aborted, false);
        arrived.stream(200, [], chunks(arrived)).then(() => settled.resolve("resolved"), settled.resolve);
      });
      const leave = new AbortController();
      const response = await fetch("/", { signal: leave.signal });
      const reader = bodyOf(response).getReader();
      await reader.read();
      const start = performance.now();
      leave.abort();
      await assert.rejects(async () => {
        for (;;) if ((await reader.read()).done) return;
      });
      const outcome = await settled.promise;
      const milliseconds = performance.now() - start;
      await sleep(5);
      return { outcome, ends, aborted: exchange?.signal.aborted === true, milliseconds };
    };

    test("ends a generator that waits on the signal", async (t) => {
      const log: string[] = [];
      const { outcome, ends, aborted } = await leaving(t, async function* ({ signal }) {
        try {
          yield "first";
          await sleep(60_000, undefined, { signal });
        } finally {
          log.push("finally");
        }
      });
      assert.deepEqual(
        { outcome, ends, aborted, log },
        { outcome: "resolved", ends: 1, aborted: true, log: ["finally"] },
      );
    });

    test("is known at once where next() never settles", async (t) => {
      let returns = 0;
      const { outcome, milliseconds } = await leaving(t, () => {
        let first = true;
        const chunks: AsyncIterableIterator<Chunk> = {
          next() {
            if (!first) return new Promise(() => undefined);
            first = false;
            return Promise.resolve({ done: false, value: "first" });
          },
          async return() {
            returns++;
            return { done: true, value: undefined };
          },
          [Symbol.asyncIterator]: () => chunks,
        };
        return chunks;
      });
      assert.equal(outcome, "resolved");
      assert.equal(returns, 1);
      assert.ok(milliseconds < 500, `${milliseconds} ms`);
    });

    test("ends an endless generator that is always ready", async (t) => {
      for (const chunks of [
        function* (log: string[]) {
          try {
            for (;;) yield "tick\n";
          } finally {
            log.push("finally");
          }
        },
        async function* (log: string[]) {
          try {
            for (;;) yield "tick\n";
          } finally {
            log.push("finally");
          }
        },
      ]) {
        const log: string[] = [];
        const { outcome } = await leaving(t, () => chunks(log));
        assert.deepEqual([outcome, log], ["resolved", ["finally"]]);
      }
    });

    test("is waited for until the clean-up is done, whose error is told", async (t) => {
      const failure = new Error("clean-up");
      const { outcome } = await leaving(t, async function* ({ signal }) {
        try {
          yield "first";
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
        } finally {
          await sleep(20);
          // eslint-disable-next-line no-unsafe-finally -- the case under test
          throw failure;
        }
      });
      assert.equal(outcome, failure);
    });

    test("before the answer aborts the signal, and what is sent then goes nowhere", async (t) => {
      const arrived = Promise.withResolvers<Exchange>();
      const fetch = await serving(t, (exchange) => arrived.resolve(exchange));
      const leave = new AbortController();
      const response = fetch("/", { signal: leave.signal });
      response.catch(() => undefined);
      const exchange = await arrived.promise;
      const { signal } = exchange;
      const ended = new Promise<void>((resolve) => exchange.onEnd(resolve));
      leave.abort();
      await ended;
      assert.equal(signal.aborted, true);
      exchange.send(200, [], "too late");
    });

    test("before the answer lets a sequence go unpulled", async (t) => {
      const arrived = Promise.withResolvers<Exchange>();
      const fetch = await serving(t, (exchange) => arrived.resolve(exchange));
      const leave = new AbortController();
      fetch("/", { signal: leave.signal }).catch(() => undefined);
      const exchange = await arrived.promise;
      const ended = new Promise<void>((resolve) => exchange.onEnd(resolve));
      leave.abort();
      await ended;
      assert.equal(exchange.signal.aborted, true);
      let [pulled, returned] = [0, 0];
      await exchange.stream(200, [], {
        [Symbol.asyncIterator]: () => ({
          next: async () => ({ done: false, value: `${pulled++}` }),
          return: async () => ({ done: true, value: returned++ }),
        }),
      });
      assert.deepEqual([pulled, returned], [0, 1]);
    });

    test("while the body is read is told as such", async (t) => {
      const failed = Promise.withResolvers<unknown>();
      const begun = Promise.withResolvers<void>();
      const fetch = await serving(t, (exchange) => {
        begun.resolve();
        exchange.readBody(1000).catch(failed.resolve);
      });
      const leave = new AbortController();
      const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) });
      const init = { method: "POST", body, duplex: "half", signal: leave.signal } as RequestInit;
      fetch("/", init).catch(() => undefined);
      await begun.promise;
      await sleep(20);
      leave.abort();
      assert.equal(((await failed.promise) as Error).name, "BodyAborted");
    });
  });

  test(`${engine}: an endless stream leaves room for others`, async (t) => {
    const fetch = await serving(t, (exchange) => {
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
    const start = performance.now();
    for (let i = 0; i < 5; i++) assert.equal(await (await fetch("/other")).text(), "here");
    assert.ok(performance.now() - start < 1000);
    leave.abort();
    await reading;
  });
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  assert.ok(response.body);
  return response.body;
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
