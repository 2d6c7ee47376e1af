import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Handle } from "../../src/http/engine.ts";
import { answering, serving, type Start } from "./engine-under-test.ts";

/** What an engine gives of a request. */
export function requestSuite(engine: string, start: Start, secure: boolean): void {
  describe(`${engine}: requests`, () => {
    test("method, target and headers", async (t) => {
      const fetch = await serving(start, t, (exchange) => {
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
        secure,
      });
    });

    const echo = (limit: number): Handle =>
      answering(async (exchange) => exchange.send(200, [], await exchange.readBody(limit)));

    test("a body is read whole", async (t) => {
      const fetch = await serving(start, t, echo(1000));
      assert.equal(await (await fetch("/", { method: "POST", body: "grüße" })).text(), "grüße");
      assert.equal(await (await fetch("/", { method: "POST", body: "" })).text(), "");
      assert.equal(await (await fetch("/")).text(), "");
    });

    test("a body of the limit is read, a longer one is not", async (t) => {
      const fetch = await serving(start, t, echo(1000));
      assert.equal(
        (await (await fetch("/", { method: "POST", body: "x".repeat(1000) })).text()).length,
        1000,
      );
      const refused = await fetch("/", { method: "POST", body: "x".repeat(1001) });
      assert.match(await refused.text(), /^BodyTooLarge: the body is longer than 1000 bytes$/);
    });

    test("a body without a length is limited too", async (t) => {
      const fetch = await serving(start, t, echo(1000));
      const body = (): ReadableStream =>
        ReadableStream.from(Array.from({ length: 6 }, () => new Uint8Array(200)));
      const refused = await fetch("/", { method: "POST", body: body(), duplex: "half" } as RequestInit);
      assert.match(await refused.text(), /^BodyTooLarge/);
    });

    test("the pieces of a body come one by one", async (t) => {
      const fetch = await serving(
        start,
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
        start,
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
      const body = ReadableStream.from(Array.from({ length: 20 }, () => new Uint8Array(10_000)));
      const response = await fetch("/", { method: "POST", body, duplex: "half" } as RequestInit);
      assert.equal(await response.text(), "BodyTooLarge true");
    });

    test("a body that was read can be had again, whole or as a stream", async (t) => {
      const fetch = await serving(
        start,
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

    test("each who has a body that was read has a limit of their own", async (t) => {
      const fetch = await serving(
        start,
        t,
        answering(async (exchange) => {
          await exchange.readBody(10);
          const whole = await exchange.readBody(2).catch((error: Error) => error.message);
          const streamed = await Array.fromAsync(exchange.streamBody(2)).catch(
            (error: Error) => error.message,
          );
          const again = Buffer.from(await exchange.readBody(3)).toString();
          exchange.send(200, [], [whole, streamed, again].join("; "));
        }),
      );
      const refused = "the body is longer than 2 bytes";
      const response = await fetch("/", { method: "PUT", body: "abc" });
      assert.equal(await response.text(), `${refused}; ${refused}; abc`);
    });

    test("a body that was streamed is gone", async (t) => {
      const fetch = await serving(
        start,
        t,
        answering(async (exchange) => {
          for await (const piece of exchange.streamBody(10)) assert.ok(piece.length > 0);
          exchange.send(200, [], await exchange.readBody(10));
        }),
      );
      assert.match(await (await fetch("/", { method: "PUT", body: "abc" })).text(), /^TypeError: the body/);
    });
  });
}
