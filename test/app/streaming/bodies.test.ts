import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type EventStream, type Int, Millrace } from "../../../src/index.ts";
import { eventually, overEach, spoken, TextReader } from "./served.ts";

interface Order {
  id: Int;
  /** @default 1 */
  amount?: Int;
}

interface Receipt {
  id: Int;
  total: Int;
}

const log: string[] = [];

function taking(): Millrace {
  log.length = 0;
  const app = new Millrace();
  app.post("/bytes", async (body: AsyncIterable<Uint8Array>) => {
    const hash = createHash("sha256");
    for await (const piece of body) hash.update(piece);
    return hash.digest("hex");
  });
  app.post("/limited", { bodyLimit: 10 }, async (body: AsyncIterable<Uint8Array>) => {
    let size = 0;
    for await (const piece of body) size += piece.length;
    return size;
  });
  app.post("/count", async (orders: AsyncIterable<Order>, unit = 1) => {
    let sum = 0;
    for await (const { amount = 100 } of orders) sum += amount * unit;
    return sum;
  });
  app.post("/pipe", async function* (orders: AsyncIterable<Order>): AsyncGenerator<Receipt> {
    let total = 0;
    for await (const { id, amount = 0 } of orders) {
      total += amount;
      yield { id, total };
    }
  });
  app.post(
    "/told",
    { errorRecords: true },
    async function* (orders: AsyncIterable<Order>): AsyncGenerator<Receipt> {
      for await (const { id } of orders) yield { id, total: 0 };
    },
  );
  app.post(
    "/limited pipe",
    { bodyLimit: 20 },
    async function* (orders: AsyncIterable<Order>): AsyncGenerator<Order> {
      yield* orders;
    },
  );
  app.post("/unfit", async function* (orders: AsyncIterable<Order>): AsyncGenerator<Receipt> {
    for await (const { id } of orders) yield id === 1 ? { id, total: 0 } : ({ id } as Receipt);
  });
  app.post("/first", async (orders: AsyncIterable<Order>) => {
    for await (const order of orders) return order;
    return null;
  });
  app.post("/first of many", async function* (orders: AsyncIterable<Order>): AsyncGenerator<Order> {
    for await (const order of orders) {
      yield order;
      return;
    }
  });
  app.post("/ignored", (orders: AsyncIterable<Order>) => typeof orders);
  app.post("/left", async function* (orders: AsyncIterable<Order>): AsyncGenerator<Order> {
    try {
      yield* orders;
    } finally {
      log.push("ended");
    }
  });
  return app;
}

const jsonl = { "content-type": "application/jsonl" };
const json = { "content-type": "application/json" };

function post(body: RequestInit["body"], headers: Record<string, string> = jsonl): RequestInit {
  return { method: "POST", body: body ?? null, headers, duplex: "half" } as RequestInit;
}

overEach("bytes are taken as they come, up to the route's limit", taking, async ({ fetch }) => {
  const bytes = new Uint8Array(3_000_000).map((_, i) => i % 251);
  const response = await fetch("/bytes", post(bytes));
  assert.equal(await response.json(), createHash("sha256").update(bytes).digest("hex"));
  assert.equal(await (await fetch("/limited", post(new Uint8Array(10)))).json(), 10);
  const { body, say, end } = spoken();
  say("12345");
  say("678901");
  end();
  for (const long of [new Uint8Array(11), body])
    assert.equal((await fetch("/limited", post(long))).status, 413);
});

overEach(
  "items come as JSON Lines or as a JSON array, and are read by their type",
  taking,
  async ({ fetch }) => {
    const sum = async (text: string, headers: Record<string, string>): Promise<unknown> =>
      (await fetch("/count?unit=2", post(text, headers))).json();
    assert.equal(await sum('{"id":1,"amount":2}\n{"id":"2"}\n\n{"id":3.0,"amount":"4"}', jsonl), 14);
    assert.equal(await sum('[{"id":1,"amount":2},{"id":2}]', json), 6);
    assert.equal(await sum("[]", { "content-type": "application/vnd.orders+json" }), 0);
    assert.equal(await sum("", { "content-type": "application/x-ndjson" }), 0);
    const refused = await fetch("/count", post("a=1", { "content-type": "text/plain" }));
    assert.deepEqual(
      [refused.status, refused.headers.get("accept"), await refused.json()],
      [
        415,
        "application/jsonl, application/json",
        { detail: "The body must be JSON Lines (application/jsonl) or a JSON array (application/json)" },
      ],
    );
  },
);

overEach("a bad item is told of with its number", taking, async ({ fetch }) => {
  const issues = async (text: string, headers = jsonl): Promise<unknown> => {
    const response = await fetch("/count", post(text, headers));
    assert.equal(response.status, 422);
    const { detail } = (await response.json()) as { detail: { type: string; loc: unknown }[] };
    return detail.map(({ type, loc }) => [type, loc]);
  };
  assert.deepEqual(await issues('{"id":1}\n{"id":"x","amount":[]}\n'), [
    ["int_parsing", ["body", 1, "id"]],
    ["int_type", ["body", 1, "amount"]],
  ]);
  assert.deepEqual(await issues('{"id":1}\n\n{"id":'), [["json_invalid", ["body", 1, 6]]]);
  assert.deepEqual(await issues('[{"id":1},{}]', json), [["missing", ["body", 1, "id"]]]);
  assert.deepEqual(await issues('[{"id":1},', json), [["json_invalid", ["body", 1]]]);
  assert.deepEqual(await issues('{"id":1}', json), [["list_type", ["body"]]]);
  assert.deepEqual(await issues("", json), [["json_invalid", ["body", 0]]]);
  const query = await fetch("/count?unit=x", post('{"id":'));
  assert.match(await query.text(), /"loc":\["query","unit"\]/);
});

overEach("a handler is a pipe: an item goes out while others still come in", taking, async ({ fetch }) => {
  const { body, say, end } = spoken();
  const asked = fetch("/pipe", post(body));
  say('{"id":1,"amount":2}\n');
  const reader = new TextReader(await asked);
  await reader.until(/^\{"id":1,"total":2\}\n$/);
  say('{"id":2,"am');
  say('ount":3}\n');
  await reader.until(/\{"id":2,"total":5\}\n$/);
  end();
  assert.equal((await reader.all()).split("\n").length, 3);
});

overEach(
  "a bad item after the response has begun breaks it, with a record where the route says so",
  taking,
  async ({ fetch }) => {
    for (const path of ["/pipe", "/told"]) {
      const { body, say } = spoken();
      const asked = fetch(path, post(body));
      say('{"id":1}\n');
      const reader = new TextReader(await asked);
      await reader.until(/"id":1/);
      say('{"id":"x"}\n');
      await assert.rejects(reader.all());
      if (path === "/pipe") assert.equal(reader.text, '{"id":1,"total":1}\n');
      else
        assert.match(
          reader.text,
          /\{"error":\{"status":422,"detail":\[\{"type":"int_parsing","loc":\["body",1,"id"\]/,
        );
    }
  },
);

overEach(
  "what is wrong with a body is the client's error, and not reported, once the response has begun, too",
  taking,
  async ({ fetch, errors }) => {
    const broken = [
      ["/pipe", '{"id":"x"}\n'],
      ["/pipe", '{"id":\n'],
      ["/told", '{"id":"x"}\n'],
      ["/limited%20pipe", '{"id":2,"amount":3}\n'],
      ["/unfit", '{"id":2}\n'],
    ] as const;
    for (const [path, second] of broken) {
      const { body, say } = spoken();
      const asked = fetch(path, post(body));
      say('{"id":1}\n');
      const reader = new TextReader(await asked);
      await reader.until(/"id":1/);
      say(second);
      await assert.rejects(reader.all(), path);
    }
    await eventually("the handler's own error is reported", () => errors.length > 0);
    assert.deepEqual(
      errors.map((error) => (error as Error).name),
      ["ResponseValidationError"],
    );
  },
);

overEach("what nobody reads of a body holds nobody up", taking, async ({ fetch }) => {
  const many = '{"id":1}\n'.repeat(500_000);
  for (const path of ["/first", "/ignored", "/first%20of%20many"]) {
    const response = await fetch(path, post(many)).catch((error: unknown) => error);
    // A client that is refused while it is still sending may see that instead of the answer.
    if (response instanceof Response) assert.equal(response.status, 200, path);
    else assert.ok(response instanceof Error);
  }
  for (const path of ["/first", "/ignored", "/first%20of%20many"]) {
    const few = await fetch(path, post('{"id":1}\n{"id":2}\n'));
    assert.equal(few.status, 200);
    assert.match(await few.text(), path === "/ignored" ? /object/ : /^\{"id":1/);
  }
});

overEach(
  "a client that leaves in the middle of its body ends the handler, and that is no failure",
  taking,
  async ({ fetch, errors }) => {
    const { body, say } = spoken();
    const leave = new AbortController();
    const asked = fetch("/left", { ...post(body), signal: leave.signal });
    say('{"id":1}\n');
    const reader = new TextReader(await asked);
    await reader.until(/"id":1/);
    leave.abort();
    await eventually("the handler ends", () => log.length === 1);
    await sleep(20);
    assert.deepEqual(errors, []);
  },
);

overEach(
  "an upload is told of as it arrives",
  () => {
    const app = new Millrace();
    app.post("/", async function* (body: AsyncIterable<Uint8Array>): EventStream<{ received: Int }> {
      let received = 0;
      for await (const piece of body) yield { received: (received += piece.length) };
    });
    return app;
  },
  async ({ fetch }) => {
    const { body, say, end } = spoken();
    const asked = fetch("/", post(body, { "content-type": "application/octet-stream" }));
    say("12345");
    const reader = new TextReader(await asked);
    await reader.until(/\{"received":5\}\n\n$/);
    say("678");
    await reader.until(/\{"received":8\}\n\n$/);
    end();
    await reader.all();
  },
);

overEach(
  "a pipe whose reader stalls stops reading, and goes on with it: nothing piles up in between",
  () => {
    const app = new Millrace();
    app.post("/", async function* (texts: AsyncIterable<string>): AsyncGenerator<string> {
      yield* texts;
    });
    return app;
  },
  async ({ fetch }) => {
    const length = 65_536;
    const item = new TextEncoder().encode(`"${"x".repeat(length)}"\n`);
    const count = 1500;
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (sent++ < count) controller.enqueue(item);
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const response = await fetch("/", post(body));
    for (let last = -1; sent !== last;) {
      last = sent;
      await sleep(100);
    }
    assert.ok(sent < count / 2, `${sent} items were taken though none was read`);
    const text = await response.text();
    assert.equal(text.length, count * length);
  },
);
