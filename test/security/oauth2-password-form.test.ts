import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Millrace,
  OAuth2PasswordRequestForm,
  type OAuth2PasswordRequestFormStrict,
} from "../../src/index.ts";
import type { Depends } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

const app = new Millrace();
app.post("/lax", (form: Depends<typeof OAuth2PasswordRequestForm>): unknown => form);
app.post("/strict", (form: Depends<typeof OAuth2PasswordRequestFormStrict>): unknown => form);

/** The status, and the form, or the type and place of each issue. */
async function send(path: string, fields: Record<string, string>): Promise<readonly [number, unknown]> {
  await using client = new TestClient(app);
  const response = await client.post(path, { body: new URLSearchParams(fields) });
  const body = (await response.json()) as { detail?: { type: string; loc: unknown[] }[] };
  return [response.status, body.detail?.map(({ type, loc }) => [type, ...loc]) ?? body];
}

const ada = { username: "ada", password: "waterwheel" };

test("a name and a password are enough, without the strict one's grant_type", async () => {
  assert.deepEqual(await send("/lax", ada), [200, { ...ada, scopes: [] }]);
  assert.deepEqual(await send("/strict", ada), [422, [["missing", "body", "grant_type"]]]);
  const strict = { ...ada, grant_type: "password" };
  assert.deepEqual(await send("/strict", strict), [200, { ...ada, grantType: "password", scopes: [] }]);
});

test("scopes and the client's own credentials are taken", async () => {
  const fields = { ...ada, scope: " me  items ", client_id: "docs", client_secret: "s" };
  assert.deepEqual(await send("/lax", fields), [
    200,
    { ...ada, scopes: ["me", "items"], clientId: "docs", clientSecret: "s" },
  ]);
});

test("what is missing or wrong is told in FastAPI's order", async () => {
  const missing = (name: string): string[] => ["missing", "body", name];
  assert.deepEqual(await send("/lax", {}), [422, [missing("username"), missing("password")]]);
  assert.deepEqual(await send("/strict", {}), [
    422,
    [missing("grant_type"), missing("username"), missing("password")],
  ]);
  for (const grant_type of ["incorrect", "passwordblah", "blahpassword"]) {
    const wrong = [422, [["string_pattern_mismatch", "body", "grant_type"]]];
    assert.deepEqual(await send("/lax", { ...ada, grant_type }), wrong);
    assert.deepEqual(await send("/strict", { ...ada, grant_type }), wrong);
  }
});

test("a form can be made by hand", () => {
  assert.deepEqual(new OAuth2PasswordRequestForm(undefined, "ada", "waterwheel", "me").scopes, ["me"]);
});
