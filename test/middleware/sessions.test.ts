import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { Depends } from "../../src/index.ts";
import { type SessionOptions, sessions } from "../../src/middleware/index.ts";
import { TestClient } from "../../src/testing/index.ts";
import { appWith } from "./asking.ts";

interface Visit {
  count: number;
  name: string;
}

/** An app that counts visits, and a client with a memory for cookies. */
function counting(options: Partial<SessionOptions> = {}): {
  client: TestClient;
  ask: ReturnType<typeof appWith>["ask"];
} {
  const visits = sessions<Visit>({ secret: "secret", ...options });
  const { app, ask } = appWith(visits.middleware);
  app.get("/", (session: Depends<typeof visits>) => {
    session.data.count = (session.data.count ?? 0) + 1;
    return session.data.count;
  });
  app.get("/look", (session: Depends<typeof visits>) => session.data);
  app.get("/leave", (session: Depends<typeof visits>) => session.clear());
  app.get("/long", (session: Depends<typeof visits>) => {
    session.data.name = "x".repeat(5000);
  });
  app.get("/other", () => 1);
  return { client: new TestClient(app, { baseUrl: "http://test" }), ask };
}

const cookieOf = (response: Response): string => response.headers.getSetCookie()[0] ?? "";
const json = async (response: Promise<Response>): Promise<unknown> => (await response).json();

test("a session is remembered, changed and forgotten", async () => {
  const { client } = counting();
  assert.equal(await json(client.get("/")), 1);
  assert.equal(await json(client.get("/")), 2);
  const looked = await client.get("/look");
  assert.deepEqual([await looked.json(), cookieOf(looked)], [{ count: 2 }, ""]);
  assert.equal(looked.headers.get("vary"), "Cookie");
  assert.match(cookieOf(await client.get("/leave")), /^session=; Max-Age=0;/);
  assert.deepEqual(await json(client.get("/look")), {});
});

test("who does not look at it neither reads nor sets a cookie", async () => {
  const { client } = counting();
  const response = await client.get("/other");
  assert.deepEqual([cookieOf(response), response.headers.get("vary")], ["", null]);
});

test("the cookie is what was asked for", async () => {
  const plain = cookieOf(await counting().ask("/"));
  assert.match(plain, /^session=[\w-]+\.[\w-]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/);
  const { ask } = counting({ cookie: "visit", maxAge: 60, secure: true, sameSite: "strict", path: "/a" });
  assert.match(
    cookieOf(await ask("/")),
    /^visit=[^;]+; Max-Age=60; Path=\/a; HttpOnly; Secure; SameSite=Strict$/,
  );
});

test("what was tampered with, or signed by another, is no session", async () => {
  const { ask } = counting();
  const [, value = ""] = /session=([^;]+)/.exec(cookieOf(await ask("/"))) ?? [];
  const seen = (cookie: string): Promise<unknown> => json(ask("/look", { headers: { cookie } }));
  assert.deepEqual(await seen(`session=${value}`), { count: 1 });
  const forged = Buffer.from(`${Math.floor(Date.now() / 1000)}.{"count":99}`).toString("base64url");
  for (const other of [
    `x${value}`,
    `${value}x`,
    value.split(".")[0] ?? "",
    `${forged}.${value.split(".")[1]}`,
    "",
    ".",
  ])
    assert.deepEqual(await seen(`session=${other}`), {}, other);
  const renamed = counting({ cookie: "other" });
  assert.deepEqual(await json(renamed.ask("/look", { headers: { cookie: `other=${value}` } })), {});
});

test("secrets can be changed while sessions live", async () => {
  const old = cookieOf(await counting({ secret: "old" }).ask("/")).split(";")[0] ?? "";
  const look = (secret: string | string[]): Promise<unknown> =>
    json(counting({ secret }).ask("/look", { headers: { cookie: old } }));
  assert.deepEqual(await look(["new", "old"]), { count: 1 });
  assert.deepEqual(await look("new"), {});
  assert.throws(() => counting({ secret: [] }), /needs a secret/);
  assert.throws(() => counting({ secret: "" }), /needs a secret/);
});

test("a session ends, and one in use is renewed halfway", async () => {
  mock.timers.enable({ apis: ["Date"], now: 1_000_000_000_000 });
  try {
    const { ask } = counting({ maxAge: 100 });
    const cookie = cookieOf(await ask("/")).split(";")[0] ?? "";
    const look = (): Promise<Response> => ask("/look", { headers: { cookie } });
    mock.timers.tick(49_000);
    assert.equal(cookieOf(await look()), "");
    mock.timers.tick(2000);
    assert.match(cookieOf(await look()), /^session=[^;]+; Max-Age=100/);
    mock.timers.tick(50_000);
    assert.deepEqual(await (await look()).json(), {});
  } finally {
    mock.timers.reset();
  }
});

test("a session that no cookie holds is an error", async () => {
  const visits = sessions<Visit>({ secret: "s" });
  const { app, ask, reported } = appWith(visits.middleware);
  app.get("/", (visit: Depends<typeof visits>) => {
    visit.data.name = "x".repeat(5000);
  });
  assert.equal((await ask("/")).status, 500);
  assert.match(String(reported[0]), /too long for a cookie/);
});

test("a session is forgotten by a cookie that browsers take: as secure as the one that was set", async () => {
  const { ask } = counting({ cookie: "__Host-session", secure: true, sameSite: "none", partitioned: true });
  const cookie = cookieOf(await ask("/")).split(";")[0] as string;
  const gone = cookieOf(await ask("/leave", { headers: { cookie } }));
  for (const part of ["__Host-session=;", "Max-Age=0", "Secure", "SameSite=None", "Partitioned"])
    assert.ok(gone.includes(part), `${part} in ${gone}`);
});
