import assert from "node:assert/strict";
import { test } from "node:test";
import { fetchHandler } from "../../src/http/fetch.ts";
import { engineSuite } from "../conformance/engine.suite.ts";

engineSuite("fetch handler", async (handle) => {
  const handler = fetchHandler(handle);
  return {
    fetch: async (path, init) => handler(new Request(`http://test.example${path}`, init)),
    close: async () => undefined,
  };
});

test("the host and the scheme come from the URL", async () => {
  const handler = fetchHandler((exchange) =>
    exchange.send(200, [], `${exchange.secure} ${exchange.header("host")} ${exchange.rawHeaders.join(" ")}`),
  );
  const response = await handler(
    new Request("https://shop.example:8443/a#fragment", { headers: { a: "1" } }),
  );
  assert.equal(await response.text(), "true shop.example:8443 a 1 host shop.example:8443");
});

test("nothing is pulled before somebody reads, and then one chunk at a time", async () => {
  let pulled = 0;
  const handler = fetchHandler((exchange) => {
    const chunks = (function* () {
      for (;;) yield `${pulled++} `;
    })();
    void exchange.stream(200, [], chunks);
  });
  const response = await handler(new Request("http://test.example/"));
  await new Promise(setImmediate);
  assert.equal(pulled, 0);
  const reader = response.body?.getReader();
  const both = await Promise.all([reader?.read(), reader?.read()]);
  assert.deepEqual(
    both.map((step) => new TextDecoder().decode(step?.value)),
    ["0 ", "1 "],
  );
  await new Promise(setImmediate);
  assert.equal(pulled, 2);
  await reader?.cancel();
});

test("a body that is cancelled, even before it is read, lets the sequence go", async () => {
  const done = Promise.withResolvers<void>();
  const log: string[] = [];
  const handler = fetchHandler((exchange) => {
    exchange.onEnd(() => log.push("end"));
    exchange.signal.addEventListener("abort", () => log.push("abort"));
    const chunks: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: `${log.push("next")}` }),
        return: async () => ({ done: true, value: log.push("return") }),
      }),
    };
    void exchange.stream(200, [], chunks).then(done.resolve);
  });
  const response = await handler(new Request("http://test.example/"));
  await response.body?.cancel();
  await done.promise;
  assert.deepEqual(log, ["abort", "return", "end"]);
});

test("a generator that makes its own client leave is let go", async () => {
  const leave = new AbortController();
  const log: string[] = [];
  const done = Promise.withResolvers<void>();
  const handler = fetchHandler((exchange) => {
    const chunks = (function* () {
      try {
        yield "a";
        leave.abort();
        yield "b";
      } finally {
        log.push("finally");
      }
    })();
    void exchange.stream(200, [], chunks).then(done.resolve);
  });
  const response = await handler(new Request("http://test.example/", { signal: leave.signal }));
  await assert.rejects(response.text());
  await done.promise;
  assert.deepEqual(log, ["finally"]);
});
