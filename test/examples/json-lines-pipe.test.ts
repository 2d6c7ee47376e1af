import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { request } from "node:http";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { promisify } from "node:util";
import app from "../../examples/json-lines-pipe/main.ts";
import { serve, type Server } from "../../src/http/node/index.ts";

async function serving(use: (server: Server) => Promise<void>): Promise<void> {
  const server = await serve(app, { port: 0, grace: 0 });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

test("each line is answered while the next is not written yet", async () => {
  await serving(async ({ url }) => {
    const sent = request(`${url}/smooth`, {
      method: "POST",
      headers: { "content-type": "application/jsonl" },
    });
    const answered = new Promise<AsyncIterator<string>>((resolve, reject) => {
      sent.on("error", reject);
      sent.on("response", (response) => {
        resolve(createInterface({ input: response })[Symbol.asyncIterator]());
      });
    });
    const say = (celsius: number): void =>
      void sent.write(`${JSON.stringify({ sensor: "attic", celsius })}\n`);
    say(10);
    const lines = await answered;
    const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
    assert.deepEqual(await next(), { sensor: "attic", celsius: 10, mean: 10, count: 1 });
    say(20);
    assert.deepEqual(await next(), { sensor: "attic", celsius: 20, mean: 15, count: 2 });
    sent.end();
    assert.equal((await lines.next()).done, true);
  });
});

test("the curl line of the example says what it is meant to", { skip: !hasCurl() }, async () => {
  await serving(async ({ url }) => {
    const lines = 100_000;
    const command = [
      `yes '{"sensor":"attic","celsius":21.5}' | head -n ${lines}`,
      `curl -sN -T - -X POST -H 'content-type: application/jsonl' ${url}/smooth`,
      "tail -n 1",
    ].join(" | ");
    const { stdout } = await promisify(execFile)("sh", ["-c", command]);
    assert.deepEqual(JSON.parse(stdout), { sensor: "attic", celsius: 21.5, mean: 21.5, count: lines });
  });
});

test("a line that is wrong is told of by its number, after the answers to those before it", async () => {
  const body = '{"sensor":"attic","celsius":1}\n{"sensor":"","celsius":-300}\n';
  const headers = { "content-type": "application/jsonl" };
  const reported: unknown[] = [];
  app.onError = (error) => void reported.push(error);
  const response = await app.fetch(new Request("http://test/smooth", { method: "POST", headers, body }));
  assert.equal(response.status, 200);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  await assert.rejects(async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
    }
  });
  const [answer, failure = ""] = text.split("\n");
  assert.equal(answer, '{"sensor":"attic","celsius":1,"mean":1,"count":1}');
  const { error } = JSON.parse(failure) as { error: { status: number; detail: { loc: unknown[] }[] } };
  assert.equal(error.status, 422);
  assert.deepEqual(
    error.detail.map(({ loc }) => loc),
    [
      ["body", 1, "sensor"],
      ["body", 1, "celsius"],
    ],
  );
  // It is the client's mistake.
  assert.deepEqual(reported, []);
});

function hasCurl(): boolean {
  return spawnSync("curl", ["--version"]).status === 0;
}
