import assert from "node:assert/strict";
import { test } from "node:test";
import { SignJWT } from "jose";
import app from "../../examples/jwt/main.ts";
import { TestClient } from "../../src/testing/index.ts";

/** A client that sends a token for a user, or for nobody. */
async function clientOf(username?: string, password = "", scope = ""): Promise<TestClient> {
  const client = new TestClient(app);
  if (username === undefined) return client;
  const response = await client.post("/token", {
    body: new URLSearchParams({ username, password, scope, grant_type: "password" }),
  });
  assert.equal(response.status, 200);
  const { access_token, token_type } = (await response.json()) as Record<string, string>;
  assert.equal(token_type, "bearer");
  return new TestClient(app, { headers: { authorization: `Bearer ${access_token}` } });
}

async function answer(client: TestClient, path: string): Promise<unknown[]> {
  await using open = client;
  const response = await open.get(path);
  const challenge = response.headers.get("www-authenticate");
  return [response.status, await response.json(), ...(challenge === null ? [] : [challenge])];
}

test("a token allows what it was asked for, and what the user may do", async () => {
  const ada = { name: "ada", email: "ada@mills.example" };
  assert.deepEqual(await answer(await clientOf("ada", "waterwheel", "me items"), "/me"), [200, ada]);
  assert.deepEqual(await answer(await clientOf("ada", "waterwheel", "items"), "/items"), [
    200,
    [{ id: 1, owner: "ada" }],
  ]);
  const refusal = { detail: "Not enough permissions" };
  assert.deepEqual(await answer(await clientOf("ada", "waterwheel", "me"), "/items"), [
    403,
    refusal,
    'Bearer scope="items"',
  ]);
  assert.deepEqual(await answer(await clientOf("bob", "windmill", "me items"), "/items"), [
    403,
    refusal,
    'Bearer scope="items"',
  ]);
});

test("no token, a foreign one and one of a user who is out", async () => {
  assert.deepEqual(await answer(await clientOf(), "/me"), [401, { detail: "Not authenticated" }, "Bearer"]);
  const foreign = await new SignJWT({ scope: "me" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("ada")
    .sign(new Uint8Array(32));
  for (const token of ["nonsense", foreign]) {
    const client = new TestClient(app, { headers: { authorization: `Bearer ${token}` } });
    assert.deepEqual(await answer(client, "/me"), [
      401,
      { detail: "Could not validate credentials" },
      'Bearer scope="me"',
    ]);
  }
  assert.deepEqual(await answer(await clientOf("eve", "millstone", "me"), "/me"), [
    403,
    { detail: "Inactive user" },
  ]);
});

for (const [username, password] of [
  ["ada", "windmill"],
  ["nobody", "waterwheel"],
] as const) {
  test(`no token for ${username} with ${password}`, async () => {
    await using client = new TestClient(app);
    const response = await client.post("/token", { body: new URLSearchParams({ username, password }) });
    assert.deepEqual(
      [response.status, await response.json()],
      [400, { detail: "Incorrect username or password" }],
    );
  });
}

test("a form without a password is told so", async () => {
  await using client = new TestClient(app);
  const response = await client.post("/token", {
    body: new URLSearchParams({ username: "ada", grant_type: "code" }),
  });
  const { detail } = (await response.json()) as { detail: { type: string; loc: unknown }[] };
  assert.deepEqual(
    [response.status, detail.map(({ type, loc }) => [type, loc])],
    [
      422,
      [
        ["string_pattern_mismatch", ["body", "grant_type"]],
        ["missing", ["body", "password"]],
      ],
    ],
  );
});
