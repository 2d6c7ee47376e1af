import assert from "node:assert/strict";
import { test } from "node:test";
import { leastLent, lend, ownerOf } from "../../src/http/lent.ts";
import { serve } from "../../src/http/node/index.ts";

test("a lent chunk is given back when the network has taken it", async (t) => {
  const bytes = new Uint8Array(leastLent);
  let returned = 0;
  const server = await serve(
    (exchange) => {
      const chunks = (async function* () {
        for (let i = 1; i <= 3; i++) {
          yield lend(bytes.fill(i), () => {
            returned += 1;
          });
          assert.equal(returned, i);
        }
      })();
      void exchange.stream(200, [], chunks);
    },
    { port: 0 },
  );
  t.after(() => server.close(0));
  const body = await (await fetch(server.url)).bytes();
  assert.equal(returned, 3);
  for (let i = 0; i < 3; i++)
    assert.ok(body.subarray(i * leastLent, (i + 1) * leastLent).every((b) => b === i + 1));
});

test("a short chunk is never lent", () => {
  const owner = (): void => {};
  assert.equal(ownerOf(lend(new Uint8Array(leastLent - 1), owner)), undefined);
  assert.equal(ownerOf(lend(new Uint8Array(leastLent), owner)), owner);
  assert.equal(ownerOf(new Uint8Array(leastLent)), undefined);
  assert.equal(ownerOf("a".repeat(leastLent)), undefined);
});
