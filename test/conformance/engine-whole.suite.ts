import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Exchange } from "../../src/http/engine.ts";
import { answering, serving, type Start } from "./engine-under-test.ts";

/** Responses that are sent in one. */
export function wholeSuite(engine: string, start: Start): void {
  describe(`${engine}: whole responses`, () => {
    test("text is sent as UTF-8, with its length in bytes", async (t) => {
      const fetch = await serving(start, t, (exchange) => exchange.send(201, ["x-a", "1"], "grüße"));
      const response = await fetch("/");
      assert.equal(response.status, 201);
      assert.equal(response.headers.get("content-length"), "7");
      assert.equal(response.headers.get("x-a"), "1");
      assert.equal(response.headers.get("content-type"), null);
      assert.equal(await response.text(), "grüße");
    });

    test("bytes are sent as they are", async (t) => {
      const fetch = await serving(start, t, (exchange) => exchange.send(200, [], Uint8Array.of(0, 255, 10)));
      assert.deepEqual([...new Uint8Array(await (await fetch("/")).arrayBuffer())], [0, 255, 10]);
    });

    test("nothing is sent as nothing", async (t) => {
      const fetch = await serving(start, t, (exchange) => exchange.send(307, ["location", "/b"], null));
      const response = await fetch("/", { redirect: "manual" });
      assert.equal(response.headers.get("location"), "/b");
      assert.equal(response.headers.get("content-length"), "0");
    });

    test("repeated headers stay apart", async (t) => {
      const headers = ["Set-Cookie", "a=1; Path=/", "Set-Cookie", "b=2, 3", "Vary", "a", "vary", "b"];
      const fetch = await serving(start, t, (exchange) => exchange.send(200, headers, ""));
      const response = await fetch("/");
      assert.deepEqual(response.headers.getSetCookie(), ["a=1; Path=/", "b=2, 3"]);
      assert.equal(response.headers.get("vary"), "a, b");
    });

    test("a given length is put right", async (t) => {
      const fetch = await serving(start, t, (exchange) =>
        exchange.send(200, ["Content-Length", "99"], "abc"),
      );
      const response = await fetch("/");
      assert.equal(response.headers.get("content-length"), "3");
      assert.equal(await response.text(), "abc");
    });

    test("HEAD has the length and no body", async (t) => {
      const fetch = await serving(start, t, (exchange) =>
        exchange.send(200, exchange.target === "/given" ? ["content-length", "99"] : [], "abc"),
      );
      const response = await fetch("/", { method: "HEAD" });
      assert.equal(response.headers.get("content-length"), "3");
      assert.equal(await response.text(), "");
      assert.equal((await fetch("/given", { method: "HEAD" })).headers.get("content-length"), "99");
    });

    for (const status of [204, 205, 304]) {
      test(`${status} has no body`, async (t) => {
        const fetch = await serving(start, t, (exchange) =>
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
      const fetch = await serving(start, t, (exchange) => {
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
        start,
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
}
