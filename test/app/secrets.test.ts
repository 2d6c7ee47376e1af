import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { Millrace, RequestValidationError, Secret } from "../../src/index.ts";
import type { Cookie, Field, Form, Header, Query } from "../../src/index.ts";
import { requestValidationExceptionHandler } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

interface Login {
  user: Field<string, { minLength: 1 }>;
  password: Field<Secret, { minLength: 6 }>;
}

const app = new Millrace();
app.post("/json", (login: Login): Login => login);
app.post("/two", (login: Login, other: Login) => [login, other]);
app.post("/form", (login: Form<Login>, otp: Form<Secret>) => login.password.reveal() + otp.reveal());
app.get("/query", (login: Query<Login>) => login.password.reveal());
app.get(
  "/texts",
  (key: Header<Secret>, id: Cookie<Field<Secret, { maxLength: 3 }>>) => key.reveal() + id.reveal(),
);
app.get("/made", (): { key: Secret } => ({ key: new Secret("hunter2") }));
app.get("/inferred", () => ({ key: new Secret("hunter2"), other: 1n }));

let seen: RequestValidationError | undefined;
app.exceptionHandler(RequestValidationError, (error) => {
  seen = error;
  return requestValidationExceptionHandler(error);
});
const client = new TestClient(app);

async function refused(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  const text = await response.text();
  assert.equal(response.status, 422, text);
  const logged = inspect(seen, { depth: null, showHidden: true });
  for (const shown of [text, logged, JSON.stringify(seen)]) assert.ok(!/hunter2/i.test(shown), shown);
  const { detail } = JSON.parse(text) as { detail: { input: unknown }[] };
  return detail.map(({ input }) => input);
}

test("a handler reveals what was sent", async () => {
  const form = new URLSearchParams({ user: "ada", password: "hunter2", otp: "7" });
  assert.equal(await (await client.post("/form", { body: form })).json(), "hunter27");
  assert.equal(await (await client.get("/query?user=ada&password=hunter2")).json(), "hunter2");
  const headers = { key: "k", cookie: "id=1" };
  assert.equal(await (await client.get("/texts", { headers })).json(), "k1");
});

test("a result does not show a secret", async () => {
  const login = await client.post("/json", { json: { user: "ada", password: "hunter2" } });
  assert.deepEqual(await login.json(), { user: "ada", password: "**********" });
  assert.deepEqual(await (await client.get("/made")).json(), { key: "**********" });
  assert.deepEqual(await (await client.get("/inferred")).json(), { key: "**********", other: 1 });
});

test("no 422, and no log of it, shows a secret", async () => {
  const hidden = "**********";
  const login = { user: "ada", password: "hunter2" };
  assert.deepEqual(await refused(client.post("/json", { json: { password: "hunter2" } })), [
    { password: hidden },
  ]);
  assert.deepEqual(seen?.body, { password: hidden });
  assert.deepEqual(await refused(client.post("/json", { json: { user: "", password: "hunter2" } })), [""]);
  assert.deepEqual(seen?.body, { user: "", password: hidden });
  assert.deepEqual(await refused(client.post("/json", { json: [login] })), [[hidden]]);
  assert.deepEqual(await refused(client.post("/two", { json: login })), [null, null]);
  assert.deepEqual(seen?.body, { user: hidden, password: hidden });
  assert.deepEqual(await refused(client.post("/two", { json: { login, other: { password: "HUNTER2" } } })), [
    { password: hidden },
  ]);
  const text = { body: JSON.stringify(login), headers: { "content-type": "text/plain" } };
  assert.deepEqual(await refused(client.post("/json", text)), [hidden]);
  assert.equal(seen?.body, hidden);
});

test("nor one of a form, a query, a header or a cookie", async () => {
  const hidden = "**********";
  const form = new URLSearchParams({ password: "hunter2", Password: "hunter2" });
  assert.deepEqual(await refused(client.post("/form", { body: form })), [
    { password: hidden, Password: hidden },
    null,
  ]);
  assert.deepEqual(await refused(client.get("/query?password=hunter2&pass=hunter2")), [
    { password: hidden, pass: hidden },
  ]);
  assert.deepEqual(await refused(client.get("/texts", { headers: { cookie: "id=hunter2" } })), [
    null,
    hidden,
  ]);
});
