import assert from "node:assert/strict";
import { connect } from "node:http2";
import { join } from "node:path";
import { test } from "node:test";
import { Agent, fetch } from "undici";
import { http2Fetch } from "../http/node/http2-client.ts";
import { Project } from "./project.ts";

const main = `import { Millrace } from "millrace";
import type { Connection } from "millrace";
const app = new Millrace();
app.get("/", (connection: Connection) => ({ secure: connection.secure }));
export default app;
`;
const folder = join(import.meta.dirname, "../http/node/certificate");
const certificate = join(folder, "cert.pem");
const key = join(folder, "key.pem");
const flags = `--ssl-certfile ${certificate} --ssl-keyfile ${key}`;

test("run serves over TLS, HTTP/2 and HTTP/1.1, and stops gracefully", async (context) => {
  const run = new Project(context, { "main.ts": main }).millrace(`run --port 0 ${flags}`);
  const [, port] = await run.says(/https:\/\/0\.0\.0\.0:(\d+)/);
  const origin = `https://127.0.0.1:${port}`;
  const session = connect(origin, { rejectUnauthorized: false });
  assert.deepEqual(await (await http2Fetch(session, "/")).json(), { secure: true });
  const dispatcher = new Agent({ allowH2: false, connect: { rejectUnauthorized: false } });
  assert.deepEqual(await (await fetch(origin, { dispatcher })).json(), { secure: true });
  await dispatcher.close();
  run.signal("SIGTERM");
  assert.equal(await run.ended, 0);
  session.destroy();
});

test("run serves clients that know HTTP/2 without TLS, where it is told to", async (context) => {
  const run = new Project(context, { "main.ts": main }).millrace("run --port 0 --http2");
  const session = connect(`http://127.0.0.1:${await run.port()}`);
  assert.deepEqual(await (await http2Fetch(session, "/")).json(), { secure: false });
  session.destroy();
});

test("a certificate that cannot be used is said in one line", async (context) => {
  const project = new Project(context, { "main.ts": main });
  for (const [words, message] of [
    [`--ssl-certfile ${certificate}`, /^TLS takes both `--ssl-certfile` and `--ssl-keyfile`\.\n$/],
    [`--ssl-certfile none.pem --ssl-keyfile ${key}`, /^none\.pem cannot be read: ENOENT.*\n$/],
    [`--ssl-certfile ${key} --ssl-keyfile ${key}`, /are no certificate and its key: .*\n$/],
  ] as const) {
    const run = project.millrace(`run --port 0 ${words}`);
    assert.equal(await run.ended, 1);
    assert.match(run.stderr, message);
    assert.equal(run.stdout, "");
  }
});
