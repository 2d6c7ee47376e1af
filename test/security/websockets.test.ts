import assert from "node:assert/strict";
import { test } from "node:test";
import { WebSocket } from "ws";
import { serve } from "../../src/http/node/index.ts";
import {
  APIKeyCookie,
  APIKeyHeader,
  APIKeyQuery,
  HTTPBasic,
  Millrace,
  OAuth2PasswordBearer,
} from "../../src/index.ts";
import type { Depends, Security, SecurityScopes, ServerWebSocket } from "../../src/index.ts";

const basic = new HTTPBasic();
const header = new APIKeyHeader({ name: "x-key" });
const query = new APIKeyQuery({ name: "key" });
const cookie = new APIKeyCookie({ name: "key" });
const oauth2 = new OAuth2PasswordBearer({ tokenUrl: "token" });

function user(asked: SecurityScopes, token: Depends<typeof oauth2>) {
  return `${token} ${asked.scopeStr}`;
}

const app = new Millrace();

async function greet(socket: ServerWebSocket, name: string): Promise<void> {
  await socket.accept();
  await socket.sendText(name);
}

app.websocket("/basic", (socket: ServerWebSocket, given: Depends<typeof basic>) =>
  greet(socket, given.username),
);
app.websocket("/header", (socket: ServerWebSocket, given: Depends<typeof header>) => greet(socket, given));
app.websocket("/query", (socket: ServerWebSocket, given: Depends<typeof query>) => greet(socket, given));
app.websocket("/cookie", (socket: ServerWebSocket, given: Depends<typeof cookie>) => greet(socket, given));
app.websocket("/user", (socket: ServerWebSocket, given: Security<typeof user, ["me"]>) =>
  greet(socket, given),
);

/** The first message, or the status and the challenge of the refusal. */
async function open(path: string, headers: Record<string, string> = {}): Promise<unknown> {
  const server = await serve(app, { host: "127.0.0.1", port: 0 });
  try {
    const socket = new WebSocket(server.url.replace("http", "ws") + path, { headers });
    return await new Promise((resolve, reject) => {
      socket.on("message", (data: Buffer) => resolve(data.toString()));
      socket.on("unexpected-response", (request, { statusCode, headers }) => {
        resolve([statusCode, headers["www-authenticate"]]);
        request.destroy();
      });
      socket.on("error", reject);
    });
  } finally {
    await server.close(0);
  }
}

const credentials: readonly (readonly [path: string, headers: Record<string, string>, greeting: string])[] = [
  ["/basic", { authorization: `Basic ${btoa("ada:secret")}` }, "ada"],
  ["/header", { "x-key": "abc" }, "abc"],
  ["/query?key=abc", {}, "abc"],
  ["/cookie", { cookie: "key=abc" }, "abc"],
  ["/user", { authorization: "Bearer abc" }, "abc me"],
];

for (const [path, headers, greeting] of credentials) {
  test(`${path}: credentials open a WebSocket`, async () => {
    assert.equal(await open(path, headers), greeting);
  });
}

test("a WebSocket without them is refused before it is opened", async () => {
  assert.deepEqual(await open("/basic"), [401, "Basic"]);
  assert.deepEqual(await open("/basic", { authorization: "Basic !" }), [401, "Basic"]);
  for (const path of ["/header", "/query", "/cookie"]) assert.deepEqual(await open(path), [401, "APIKey"]);
  assert.deepEqual(await open("/user"), [401, "Bearer"]);
});

test("a stand-in serves WebSockets, too", async (t) => {
  t.after(() => app.dependencyOverrides.clear());
  app.dependencyOverrides.set(oauth2, () => "nobody");
  assert.equal(await open("/user"), "nobody me");
});
