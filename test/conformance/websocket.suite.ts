import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Message, WebSocketEnd } from "../../src/http/websocket.ts";
import { opened, type StartWebSockets } from "./websocket-under-test.ts";

/** What every engine must do that takes WebSockets. */
export function websocketSuite(engine: string, start: StartWebSockets): void {
  describe(`${engine}: a WebSocket`, () => {
    test("carries text and bytes both ways, in order", async (t) => {
      const { server, client } = await opened(start, t);
      const messages: Message[] = [
        "a",
        "",
        "ż𝄞",
        new Uint8Array([0, 255]),
        new Uint8Array(),
        "b".repeat(70_000),
      ];
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        const sending = Promise.all(messages.map((message) => from.send(message)));
        assert.deepEqual(await taken(to, messages.length), messages);
        await sending;
      }
    });

    test("gives bytes that are the receiver's own", async (t) => {
      const { server, client } = await opened(start, t);
      const bytes = new Uint8Array([1, 2]);
      await client.send(bytes);
      bytes[0] = 9;
      assert.deepEqual(await server.receive(), new Uint8Array([1, 2]));
    });

    test("answers several who wait for a message, in the order in which they asked", async (t) => {
      const { server, client } = await opened(start, t);
      const both = Promise.all([server.receive(), server.receive()]);
      await client.send("1");
      await client.send("2");
      assert.deepEqual(await both, ["1", "2"]);
    });

    test("speaks the subprotocol that was chosen", async (t) => {
      const seen: (readonly string[])[] = [];
      const { server, client, exchange } = await opened(
        start,
        t,
        { protocol: "v1" },
        { protocols: ["v2", "v1"] },
      );
      seen.push(exchange.upgrade?.protocols ?? []);
      assert.deepEqual(seen, [["v2", "v1"]]);
      assert.deepEqual([server.protocol, client.protocol], ["v1", "v1"]);
    });

    test("speaks none where none was chosen", async (t) => {
      const { server, client, exchange } = await opened(start, t);
      assert.deepEqual([exchange.upgrade?.protocols, server.protocol, client.protocol], [[], "", ""]);
    });

    test("that is refused is an answer like any other", async (t) => {
      const running = await start((exchange) => exchange.send(403, ["x-why", "closed"], "no"));
      t.after(() => running.close());
      const response = await running.connect("/");
      assert.ok(response instanceof Response);
      assert.deepEqual(
        [response.status, response.headers.get("x-why"), await response.text()],
        [403, "closed", "no"],
      );
    });

    test("that is refused can be a stream", async (t) => {
      const running = await start((exchange) => void exchange.stream(503, [], ["wa", "it"]));
      t.after(() => running.close());
      const response = await running.connect("/");
      assert.ok(response instanceof Response);
      assert.deepEqual([response.status, await response.text()], [503, "wait"]);
    });

    test("ends with the client's code and reason, after every message before", async (t) => {
      const { server, client, exchange } = await opened(start, t);
      let ends = 0;
      exchange.onEnd(() => ends++);
      assert.equal(exchange.signal.aborted, false);
      await client.send("last");
      const closing = client.close(4000, "enough");
      assert.deepEqual(await server.closed, { code: 4000, reason: "enough" });
      assert.deepEqual(server.closing, { code: 4000, reason: "enough" });
      assert.deepEqual([await server.receive(), await server.receive()], ["last", undefined]);
      await closing;
      await aborted(exchange.signal);
      assert.equal(ends, 1);
    });

    test("ends with the server's code and reason", async (t) => {
      const { server, client, exchange } = await opened(start, t);
      const waiting = client.receive();
      await server.close(1000, "done");
      assert.deepEqual(await client.closed, { code: 1000, reason: "done" });
      assert.equal(await waiting, undefined);
      await aborted(exchange.signal);
    });

    test("ends with 1006 where the client breaks the connection", async (t) => {
      const leave = new AbortController();
      const { server, exchange } = await opened(start, t, {}, { signal: leave.signal });
      const waiting = server.receive();
      leave.abort();
      assert.equal(await waiting, undefined);
      assert.equal(server.closing?.code, 1006);
      await aborted(exchange.signal);
    });

    test("drops what is sent after its end", async (t) => {
      const { server, client } = await opened(start, t);
      await Promise.all([client.close(1000, ""), server.closed]);
      await server.send("late");
      await server.close(1001, "late");
      assert.deepEqual(server.closing, { code: 1000, reason: "" });
      assert.equal(await client.receive(), undefined);
    });

    test("ends with 1009 where a message is longer than the limit", async (t) => {
      const { server, client } = await opened(start, t, { messageLimit: 4 });
      await client.send("1234");
      await client.send("żżż");
      assert.equal((await client.closed).code, 1009);
      assert.equal((await server.closed).code, 1009);
      assert.deepEqual([await server.receive(), await server.receive()], ["1234", undefined]);
    });

    for (const direction of ["server", "client"] as const) {
      test(`makes the ${direction} wait while the other end does not read`, async (t) => {
        const ends = await opened(start, t);
        const writer = ends[direction];
        const reader = direction === "server" ? ends.client : ends.server;
        const message = "m".repeat(16 * 1024);
        const count = 2000;
        let sent = 0;
        const stalled = Promise.withResolvers<void>();
        const sending = (async () => {
          for (; sent < count; sent++) {
            const pending = writer.send(message);
            if (await isPending(pending)) stalled.resolve();
            await pending;
          }
        })();
        await stalled.promise;
        assert.ok(sent < count);
        assert.equal((await taken(reader, count)).length, count);
        await sending;
      });
    }

    test("that ends lets a writer go who waits", async (t) => {
      const leave = new AbortController();
      const { server } = await opened(start, t, {}, { signal: leave.signal });
      const message = "m".repeat(64 * 1024);
      let pending = server.send(message);
      while (!(await isPending(pending))) pending = server.send(message);
      leave.abort();
      await pending;
      await server.closed;
    });
  });
}

/** The next messages of one end. */
async function taken(end: WebSocketEnd, count: number): Promise<(Message | undefined)[]> {
  const messages: (Message | undefined)[] = [];
  while (messages.length < count) messages.push(await end.receive());
  return messages;
}

/** Whether a promise is still open after the network has had its turn. */
async function isPending(promise: Promise<void>): Promise<boolean> {
  const open = (async () => {
    for (let turns = 0; turns < 5; turns++) await new Promise(setImmediate);
    return true;
  })();
  return Promise.race([promise.then(() => false), open]);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
