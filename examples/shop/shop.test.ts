import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { TestClient, WebSocketDenied } from "millrace/testing";
import type { Item, User } from "./database.ts";
import app from "./main.ts";
import { settings } from "./settings.ts";

/** A shop of its own, empty, for one test. */
async function open(t: TestContext): Promise<TestClient> {
  settings.dataFolder = await mkdtemp(join(tmpdir(), "shop-"));
  const client = new TestClient(app);
  t.after(async () => {
    await client[Symbol.asyncDispose]();
    await rm(settings.dataFolder, { recursive: true });
  });
  return client;
}

/** Somebody who has joined: the headers of their requests. */
async function joined(client: TestClient, name: string): Promise<{ authorization: string }> {
  const email = `${name.toLowerCase()}@example.com`;
  await client.post("/users", { json: { email, name, password: "correct horse" } });
  const body = new URLSearchParams({ username: email, password: "correct horse" });
  const token = (await (await client.post("/users/token", { body })).json()) as { access_token: string };
  return { authorization: `Bearer ${token.access_token}` };
}

const saw = { name: "Saw", price: 1250, description: "Cuts." };
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("people join once, and log in", async (t) => {
  const client = await open(t);
  const headers = await joined(client, "Ann");
  const me = (await (await client.get("/users/me", { headers })).json()) as User;
  assert.deepEqual(me, { id: 1, email: "ann@example.com", name: "Ann" });
  const again = { email: "ann@example.com", name: "Bob", password: "another one" };
  assert.equal((await client.post("/users", { json: again })).status, 409);
  const wrong = new URLSearchParams({ username: "ann@example.com", password: "wrong" });
  assert.equal((await client.post("/users/token", { body: wrong })).status, 400);
});

test("a password that is too short is told of, and not repeated", async (t) => {
  const client = await open(t);
  const response = await client.post("/users", {
    json: { email: "a@example.com", name: "A", password: "short" },
  });
  assert.equal(response.status, 422);
  const text = await response.text();
  assert.match(text, /"loc":\["body","password"\]/);
  assert.doesNotMatch(text, /"short"/);
});

test("who is nobody can look, and no more", async (t) => {
  const client = await open(t);
  assert.equal((await client.get("/items")).status, 200);
  assert.equal((await client.post("/items", { json: saw })).status, 401);
  const headers = { authorization: "Bearer forged" };
  assert.equal((await client.post("/items", { json: saw, headers })).status, 401);
});

test("an item is offered, found, and shown to those who watch", async (t) => {
  const client = await open(t);
  const headers = await joined(client, "Ann");
  const live = await client.get("/items/live");
  const created = await client.post("/items", { json: saw, headers });
  assert.equal(created.status, 201);
  const item = (await created.json()) as Item;
  assert.deepEqual(item, { id: 1, ...saw, seller: "Ann", hasPicture: false, sold: false });
  let text = "";
  for await (const piece of live.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.includes("data:")) break;
  }
  assert.match(text, /data: \{"id":1,"name":"Saw"/);
  const lines = await client.get("/items", { query: { text: "sa" } });
  assert.equal(await lines.text(), `${JSON.stringify(item)}\n`);
  assert.equal(await (await client.get("/items", { query: { text: "drill" } })).text(), "");
});

test("a picture belongs to the seller", async (t) => {
  const client = await open(t);
  const [ann, bob] = [await joined(client, "Ann"), await joined(client, "Bob")];
  await client.post("/items", { json: saw, headers: ann });
  const form = (type: string): FormData => {
    const data = new FormData();
    data.set("picture", new File([png], "saw.png", { type }));
    return data;
  };
  const put = (headers: Record<string, string>, type: string) =>
    client.put("/items/1/picture", { headers, body: form(type) });
  assert.equal((await put(bob, "image/png")).status, 403);
  assert.equal((await put(ann, "text/html")).status, 415);
  assert.equal((await client.get("/items/1/picture")).status, 404);
  assert.equal((await put(ann, "image/png")).status, 204);
  const picture = await client.get("/items/1/picture");
  assert.equal(picture.headers.get("content-type"), "image/png");
  assert.ok(png.equals(await picture.bytes()));
});

test("an item is bought once; the seller is told at once, and by mail", async (t) => {
  const client = await open(t);
  const [ann, bob, eve] = [
    await joined(client, "Ann"),
    await joined(client, "Bob"),
    await joined(client, "Eve"),
  ];
  await client.post("/items", { json: saw, headers: ann });
  const token = ann.authorization.slice("Bearer ".length);
  const socket = await client.websocket("/notifications", { query: { token } });
  assert.equal((await client.post("/items/1/buy", { headers: bob })).status, 200);
  assert.deepEqual(await socket.receiveJson(), { text: "Bob bought Saw", item: 1 });
  assert.equal((await client.post("/items/1/buy", { headers: eve })).status, 409);
  await socket.close();
  // Mail is sent in the background.
  await app.settled();
  assert.deepEqual(app.state.mailer.sent, [
    { to: "ann@example.com", subject: "Sold: Saw", text: "Bob bought Saw" },
  ]);
});

test("notices are for those who have a token", async (t) => {
  const client = await open(t);
  await assert.rejects(client.websocket("/notifications", { query: { token: "forged" } }), WebSocketDenied);
});
