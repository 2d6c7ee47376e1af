import assert from "node:assert/strict";
import { test } from "node:test";
import { cors } from "../../src/middleware/index.ts";
import { appWith, type Ask, plainWith } from "./asking.ts";

const origin = "https://example.org";

async function preflight(ask: Ask, headers: Record<string, string>): Promise<[number, string, Headers]> {
  const response = await ask("/", {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "GET", ...headers },
  });
  return [response.status, await response.text(), response.headers];
}

function corsHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    [...headers].filter(([name]) => name.startsWith("access-control-") || name === "vary"),
  );
}

test("everything is allowed to everyone", async () => {
  const ask = plainWith(cors({ allowOrigins: ["*"], allowMethods: ["*"], allowHeaders: ["*"] }));
  const [status, text, headers] = await preflight(ask, { "access-control-request-headers": "X-Example" });
  assert.deepEqual([status, text], [200, "OK"]);
  assert.deepEqual(corsHeaders(headers), {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
    "access-control-allow-headers": "X-Example",
    "access-control-max-age": "600",
  });
  assert.deepEqual(corsHeaders((await ask("/", { headers: { origin } })).headers), {
    "access-control-allow-origin": "*",
  });
  assert.deepEqual(corsHeaders((await ask("/", { headers: { origin, cookie: "a=b" } })).headers), {
    "access-control-allow-origin": origin,
    vary: "Origin",
  });
  assert.deepEqual(corsHeaders((await ask("/")).headers), {});
});

test("credentials are never allowed to `*`", async () => {
  const ask = plainWith(cors({ allowOrigins: ["*"], allowCredentials: true, exposeHeaders: ["x-a", "x-b"] }));
  const [, , headers] = await preflight(ask, {});
  assert.equal(headers.get("access-control-allow-origin"), origin);
  assert.equal(headers.get("access-control-allow-credentials"), "true");
  assert.deepEqual(corsHeaders((await ask("/", { headers: { origin } })).headers), {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": "x-a, x-b",
    vary: "Origin",
  });
});

test("a preflight says what is not allowed", async () => {
  const ask = plainWith(cors({ allowOrigins: ["https://other.org"], allowHeaders: ["X-Ok"], maxAge: 5 }));
  const [status, text, headers] = await preflight(ask, {
    "access-control-request-method": "PUT",
    "access-control-request-headers": "x-ok, x-not",
    "access-control-request-private-network": "true",
  });
  assert.deepEqual([status, text], [400, "Disallowed CORS origin, method, headers, private-network"]);
  assert.deepEqual(corsHeaders(headers), {
    "access-control-allow-methods": "GET",
    "access-control-allow-headers": "Accept, Accept-Language, Content-Language, Content-Type, X-Ok",
    "access-control-max-age": "5",
    vary: "Origin",
  });
  const [allowed, , its] = await preflight(ask, {
    origin: "https://other.org",
    "access-control-request-headers": "content-type, X-OK",
  });
  assert.deepEqual([allowed, its.get("access-control-allow-origin")], [200, "https://other.org"]);
});

test("origins are matched whole by a pattern", async () => {
  const ask = plainWith(cors({ allowOriginRegex: /https:\/\/.*\.example\.org/ }));
  const allowed = async (from: string): Promise<string | null> =>
    (await ask("/", { headers: { origin: from } })).headers.get("access-control-allow-origin");
  assert.equal(await allowed("https://a.example.org"), "https://a.example.org");
  assert.equal(await allowed("https://a.example.org.evil.com"), null);
  assert.equal(await allowed("http://a.example.org"), null);
});

test("a pattern of origins says the same each time, whatever its flags", async () => {
  const ask = plainWith(cors({ allowOriginRegex: /https:\/\/a\.org/gy }));
  for (const time of ["first", "second", "third"]) {
    const { headers } = await ask("/", { headers: { origin: "https://a.org" } });
    assert.equal(headers.get("access-control-allow-origin"), "https://a.org", time);
  }
});

test("a private network can be allowed", async () => {
  const ask = plainWith(cors({ allowOrigins: [origin], allowPrivateNetwork: true }));
  const [status, , headers] = await preflight(ask, { "access-control-request-private-network": "true" });
  assert.deepEqual([status, headers.get("access-control-allow-private-network")], [200, "true"]);
});

test("an OPTIONS that is no preflight, and answers without an origin, go to the app, marked for caches", async () => {
  const ask = plainWith(cors({ allowOrigins: [origin] }));
  const options = await ask("/", { method: "OPTIONS", headers: { origin } });
  assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, HEAD, OPTIONS, POST"]);
  assert.equal((await ask("/")).headers.get("vary"), "Origin");
  assert.deepEqual(corsHeaders((await ask("/", { headers: { origin: "null" } })).headers), {
    vary: "Origin",
  });
});

test("errors carry the headers too: 404, 422 and 500", async () => {
  const { app, ask, reported } = appWith(cors({ allowOrigins: [origin] }));
  app.get("/broken", () => {
    throw new Error("broken");
  });
  app.get("/typed", (n: number) => n);
  for (const [path, status] of [
    ["/nothing", 404],
    ["/typed", 422],
    ["/broken", 500],
  ] as const) {
    const response = await ask(path, { headers: { origin } });
    assert.deepEqual(
      [response.status, response.headers.get("access-control-allow-origin")],
      [status, origin],
    );
  }
  assert.equal(reported.length, 1);
});
