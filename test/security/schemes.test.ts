import assert from "node:assert/strict";
import { test } from "node:test";
import {
  APIKeyCookie,
  APIKeyHeader,
  APIKeyQuery,
  HTTPBase,
  HTTPBasic,
  HTTPBearer,
  HTTPDigest,
  HTTPException,
  Millrace,
  OAuth2,
  OAuth2AuthorizationCodeBearer,
  OAuth2PasswordBearer,
  OpenIdConnect,
  SecurityScheme,
} from "../../src/index.ts";
import type { Depends } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

const basic = new HTTPBasic();
const realm = new HTTPBasic({ realm: 'The "mill"' });
const bearer = new HTTPBearer({ bearerFormat: "JWT", description: "A token." });
const digest = new HTTPDigest();
const hoba = new HTTPBase({ scheme: "hoba" });
const header = new APIKeyHeader({ name: "X-Key" });
const query = new APIKeyQuery({ name: "key" });
const cookie = new APIKeyCookie({ name: "key" });
const password = new OAuth2PasswordBearer({ tokenUrl: "token", scopes: { read: "Read." } });
const code = new OAuth2AuthorizationCodeBearer({
  authorizationUrl: "auth",
  tokenUrl: "token",
  refreshUrl: "again",
});
const oauth2 = new OAuth2({
  schemeName: "machines",
  flows: { clientCredentials: { tokenUrl: "token", scopes: { run: "Run." } } },
});
const openId = new OpenIdConnect({ openIdConnectUrl: "/openid" });

const app = new Millrace();
app.get("/basic", (given: Depends<typeof basic>) => given);
app.get("/realm", (given: Depends<typeof realm>) => given);
app.get("/bearer", (given: Depends<typeof bearer>) => given);
app.get("/digest", (given: Depends<typeof digest>) => given);
app.get("/hoba", (given: Depends<typeof hoba>) => given);
app.get("/header", (given: Depends<typeof header>) => given);
app.get("/query", (given: Depends<typeof query>) => given);
app.get("/cookie", (given: Depends<typeof cookie>) => given);
app.get("/password", (given: Depends<typeof password>) => given);
app.get("/code", (given: Depends<typeof code>) => given);
app.get("/oauth2", (given: Depends<typeof oauth2>) => given);
app.get("/open-id", (given: Depends<typeof openId>) => given);
app.get("/behind", { dependencies: [header, query] }, () => "in");

const maybe = {
  basic: new HTTPBasic({ autoError: false }),
  bearer: new HTTPBearer({ schemeName: "maybe", autoError: false }),
  key: new APIKeyHeader({ name: "X-Key", autoError: false }),
  token: new OAuth2PasswordBearer({ schemeName: "token", tokenUrl: "token", autoError: false }),
  openId: new OpenIdConnect({ openIdConnectUrl: "/openid", autoError: false }),
};
app.get("/maybe/basic", (given: Depends<typeof maybe.basic>) => given?.username ?? null);
app.get("/maybe/bearer", (given: Depends<typeof maybe.bearer>) => given?.credentials ?? null);
app.get("/maybe/key", (given: Depends<typeof maybe.key>) => given?.length ?? null);
app.get("/maybe/token", (given: Depends<typeof maybe.token>) => given?.length ?? null);
app.get("/maybe/open-id", (given: Depends<typeof maybe.openId>) => given?.length ?? null);

/** Status, body and challenge. */
async function ask(path: string, headers: Record<string, string> = {}): Promise<unknown[]> {
  await using client = new TestClient(app);
  const response = await client.get(path, { headers });
  const challenge = response.headers.get("www-authenticate");
  return [response.status, await response.json(), ...(challenge === null ? [] : [challenge])];
}

const refusal = { detail: "Not authenticated" };
const encoded = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

const challenges: Readonly<Record<string, string>> = {
  "/basic": "Basic",
  "/realm": 'Basic realm="The \\"mill\\""',
  "/bearer": "Bearer",
  "/digest": "Digest",
  "/hoba": "Hoba",
  "/header": "APIKey",
  "/query": "APIKey",
  "/query?key=": "APIKey",
  "/cookie": "APIKey",
  "/password": "Bearer",
  "/code": "Bearer",
  "/oauth2": "Bearer",
  "/open-id": "Bearer",
  "/behind": "APIKey",
};

for (const [path, challenge] of Object.entries(challenges)) {
  test(`${path} without credentials is 401 and says what is asked for`, async () => {
    assert.deepEqual(await ask(path), [401, refusal, challenge]);
  });
}

test("credentials are given as they were sent", async () => {
  const ada = { username: "ada", password: "pass:wörd" };
  assert.deepEqual(await ask("/basic", { authorization: encoded("ada:pass:wörd") }), [200, ada]);
  assert.deepEqual(await ask("/realm", { authorization: encoded("ada:pass:wörd") }), [200, ada]);
  assert.deepEqual(await ask("/bearer", { authorization: "bEARER  abc " }), [
    200,
    { scheme: "bEARER", credentials: "abc" },
  ]);
  assert.deepEqual(await ask("/digest", { authorization: 'Digest a="1", b="2"' }), [
    200,
    { scheme: "Digest", credentials: 'a="1", b="2"' },
  ]);
  assert.deepEqual(await ask("/hoba", { authorization: "HOBA x" }), [
    200,
    { scheme: "HOBA", credentials: "x" },
  ]);
  assert.deepEqual(await ask("/header", { "x-key": "secret" }), [200, "secret"]);
  assert.deepEqual(await ask("/query?key=a&key=se%20cret"), [200, "se cret"]);
  assert.deepEqual(await ask("/cookie", { cookie: "a=b; key=secret" }), [200, "secret"]);
  assert.deepEqual(await ask("/password", { authorization: "Bearer abc" }), [200, "abc"]);
  assert.deepEqual(await ask("/code", { authorization: "Bearer abc" }), [200, "abc"]);
  assert.deepEqual(await ask("/oauth2", { authorization: "Anything abc" }), [200, "Anything abc"]);
  assert.deepEqual(await ask("/open-id", { authorization: "Anything abc" }), [200, "Anything abc"]);
  assert.deepEqual(await ask("/behind?key=a", { "x-key": "b" }), [200, "in"]);
});

const wrong: readonly (readonly [path: string, authorization: string])[] = [
  ["/basic", "Bearer abc"],
  ["/basic", "Basic"],
  ["/basic", "Basic notabase64token"],
  ["/basic", "Basic ===="],
  ["/basic", encoded("no colon")],
  ["/basic", encoded("line\nbreak:secret")],
  ["/basic", `Basic ${Buffer.from([0xff, 0x3a, 0xff]).toString("base64")}`],
  ["/basic", encoded("ada:secret").replace(/=*$/, "!")],
  ["/bearer", "Bearer"],
  ["/bearer", "Basic abc"],
  ["/digest", "Bearer abc"],
  ["/hoba", "Bearer abc"],
  ["/password", "Bearer"],
  ["/password", "Nonexistent abc"],
  ["/code", "Nonexistent abc"],
];

for (const [path, authorization] of wrong) {
  test(`${path} refuses "${authorization}"`, async () => {
    assert.deepEqual(await ask(path, { authorization }), [401, refusal, challenges[path]]);
  });
}

test("without autoError a request without credentials passes; one whose credentials make no sense does not", async () => {
  for (const path of ["basic", "bearer", "key", "token", "open-id"]) {
    assert.deepEqual(await ask(`/maybe/${path}`), [200, null], path);
  }
  assert.deepEqual(await ask("/maybe/basic", { authorization: encoded("ada:") }), [200, "ada"]);
  assert.deepEqual(await ask("/maybe/basic", { authorization: "Bearer abc" }), [200, null]);
  assert.deepEqual(await ask("/maybe/basic", { authorization: "Basic abc" }), [401, refusal, "Basic"]);
  assert.deepEqual(await ask("/maybe/token", { authorization: "Bearer abc" }), [200, 3]);
  assert.deepEqual(await ask("/maybe/key", { "x-key": "abc" }), [200, 3]);
});

test("a scheme's own class decides the refusal", async () => {
  class Teapot extends HTTPBearer {
    override makeNotAuthenticatedError(): HTTPException {
      return new HTTPException(418, "No token, no tea");
    }
  }
  const teapot = new Teapot();
  const app = new Millrace();
  app.get("/", (given: Depends<typeof teapot>) => given.credentials);
  await using client = new TestClient(app);
  const response = await client.get("/");
  assert.deepEqual([response.status, await response.json()], [418, { detail: "No token, no tea" }]);
  assert.deepEqual(Object.keys(app.openapi().components?.["securitySchemes"] ?? {}), ["Teapot"]);
});

test("a scheme of one's own reads what it likes of the head", async () => {
  class Subdomain extends SecurityScheme<{ tenant: string }> {
    constructor() {
      super({ type: "apiKey", in: "header", name: "host" }, { schemeName: "tenant" });
    }
    protected override read(connection: Parameters<typeof this>[0]): { tenant: string } | undefined {
      const [tenant, ...rest] = connection.header("host")?.split(".") ?? [];
      return tenant !== undefined && rest.length > 0 ? { tenant } : undefined;
    }
    protected override get challenge(): string {
      return "Tenant";
    }
  }
  const subdomain = new Subdomain();
  const app = new Millrace();
  app.get("/", ({ tenant }: Depends<typeof subdomain>) => tenant);
  await using client = new TestClient(app);
  assert.equal(await (await client.get("/", { headers: { host: "ada.mills.example" } })).json(), "ada");
  assert.equal((await client.get("/", { headers: { host: "localhost" } })).status, 401);
});

test("MR119: two different schemes of one name cannot both be documented", () => {
  const one = new APIKeyHeader({ name: "X-One" });
  const other = new APIKeyHeader({ name: "X-Other" });
  const same = new APIKeyHeader({ name: "X-One", autoError: false });
  const app = new Millrace();
  app.get("/one", (given: Depends<typeof one>) => given);
  app.get("/same", (given: Depends<typeof same>) => given);
  assert.throws(
    () => app.get("/other", (given: Depends<typeof other>) => given),
    /MR119: .* "APIKeyHeader"[^]*schemeName/,
  );
  app.get("/hidden", { includeInSchema: false }, (given: Depends<typeof other>) => given);
});

test("a scheme is an instance of its class, and a function", () => {
  assert.ok(bearer instanceof HTTPBearer && bearer instanceof SecurityScheme);
  assert.equal(typeof bearer, "function");
  assert.equal(bearer.call.length, 1);
  assert.throws(() => new HTTPBasic({ realm: "a\nb" }), TypeError);
});

test("the document tells of schemes and of the operations that ask for them", () => {
  const { components, paths } = app.openapi();
  assert.deepEqual(components?.["securitySchemes"], {
    HTTPBasic: { type: "http", scheme: "basic" },
    HTTPBearer: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "A token." },
    maybe: { type: "http", scheme: "bearer" },
    token: { type: "oauth2", flows: { password: { tokenUrl: "token", scopes: {} } } },
    HTTPDigest: { type: "http", scheme: "digest" },
    HTTPBase: { type: "http", scheme: "hoba" },
    APIKeyHeader: { type: "apiKey", in: "header", name: "X-Key" },
    APIKeyQuery: { type: "apiKey", in: "query", name: "key" },
    APIKeyCookie: { type: "apiKey", in: "cookie", name: "key" },
    OAuth2PasswordBearer: {
      type: "oauth2",
      flows: { password: { tokenUrl: "token", scopes: { read: "Read." } } },
    },
    OAuth2AuthorizationCodeBearer: {
      type: "oauth2",
      flows: {
        authorizationCode: { authorizationUrl: "auth", tokenUrl: "token", refreshUrl: "again", scopes: {} },
      },
    },
    machines: {
      type: "oauth2",
      flows: { clientCredentials: { tokenUrl: "token", scopes: { run: "Run." } } },
    },
    OpenIdConnect: { type: "openIdConnect", openIdConnectUrl: "/openid" },
  });
  assert.deepEqual(paths["/behind"]?.["get"]?.["security"], [{ APIKeyHeader: [] }, { APIKeyQuery: [] }]);
  const { get } = paths["/basic"] ?? {};
  assert.deepEqual(Object.keys(get?.["responses"] ?? {}), ["200"]);
  assert.equal("parameters" in (get ?? {}), false);
});
