import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chunk, Exchange } from "../../src/http/engine.ts";
import { bodyOf, serving, type Start } from "./engine-under-test.ts";

/** A client that does not stay to the end. */
export function leavingSuite(engine: string, start: Start): void {
  describe(`${engine}: a client that leaves`, () => {
    /** Streams `chunks`, leaves after the first one, and gives what the exchange knew in the end. */
    const leaving = async (
      t: TestContext,
      chunks: (exchange: Exchange) => AsyncIterable<Chunk> | Iterable<Chunk>,
    ): Promise<{ outcome: unknown; ends: number; aborted: boolean; milliseconds: number }> => {
      const settled = Promise.withResolvers<unknown>();
      let ends = 0;
      let exchange: Exchange | undefined;
      const fetch = await serving(start, t, (arrived) => {
        exchange = arrived;
        arrived.onEnd(() => ends++);
        assert.equal(arrived.signal.aborted, false);
        arrived.stream(200, [], chunks(arrived)).then(() => settled.resolve("resolved"), settled.resolve);
      });
      const leave = new AbortController();
      const response = await fetch("/", { signal: leave.signal });
      const reader = bodyOf(response).getReader();
      await reader.read();
      const left = performance.now();
      leave.abort();
      await assert.rejects(async () => {
        for (;;) if ((await reader.read()).done) return;
      });
      const outcome = await settled.promise;
      const milliseconds = performance.now() - left;
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
      const fetch = await serving(start, t, (exchange) => arrived.resolve(exchange));
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
      const fetch = await serving(start, t, (exchange) => arrived.resolve(exchange));
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
      const fetch = await serving(start, t, (exchange) => {
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
}
