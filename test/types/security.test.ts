import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestState } from "../../src/http/state.ts";
import { APIKeyHeader, HTTPBasic, HTTPBearer, Millrace, OAuth2PasswordBearer } from "millrace";
import type {
  Connection,
  Depends,
  HTTPAuthorizationCredentials,
  HTTPBasicCredentials,
  OAuth2PasswordRequestForm,
  Security,
  SecurityScopes,
} from "millrace";
import { holds, type Same } from "./equality.ts";

const bearer = new HTTPBearer();
const maybeBearer = new HTTPBearer({ autoError: false });
const basic = new HTTPBasic({ realm: "mill" });
const key = new APIKeyHeader({ name: "x-key", autoError: true });
const maybeKey = new APIKeyHeader({ name: "x-key", autoError: false });
const oauth2 = new OAuth2PasswordBearer({ tokenUrl: "token" });

class Ours extends HTTPBearer {
  override readonly schemeName = "ours";
}
const ours = new Ours();

async function user(asked: SecurityScopes, token: Depends<typeof oauth2>): Promise<{ token: string }> {
  return { token: `${token} ${asked.scopeStr}` };
}

const contains = (content: string) => (q: string) => q.includes(content);
const bar = contains("bar");

test("a scheme as a dependency is of the type of its credentials", () => {
  const unsure = (): Depends<typeof scheme> => undefined;
  const scheme = new APIKeyHeader({ name: "x-key", autoError: Math.random() < 2 });
  holds<
    [
      Same<Depends<typeof bearer>, HTTPAuthorizationCredentials>,
      Same<Depends<typeof maybeBearer>, HTTPAuthorizationCredentials | undefined>,
      Same<Depends<typeof basic>, HTTPBasicCredentials>,
      Same<Depends<typeof key>, string>,
      Same<Depends<typeof maybeKey>, string | undefined>,
      Same<Depends<typeof oauth2>, string>,
      Same<Depends<typeof ours>, HTTPAuthorizationCredentials>,
      Same<Security<typeof oauth2, ["me"]>, string>,
      Same<Security<typeof user, ["me", "items"]>, { token: string }>,
      Same<Depends<typeof OAuth2PasswordRequestForm>["scopes"], readonly string[]>,
    ]
  >();
  assert.equal(unsure(), undefined);
});

test("a function that another one returns is a dependency", () => {
  holds<[Same<Depends<typeof bar>, boolean>, Same<Depends<typeof bar, { useCache: false }>, boolean>]>();
  assert.equal(bar("rebar"), true);
});

test("a scheme can be called by hand", () => {
  const connection: Connection = {
    remoteAddress: undefined,
    secure: true,
    rootPath: "",
    state: new RequestState(),
    header: (name) => (name === "x-key" ? "abc" : undefined),
    query: () => undefined,
    cookie: () => undefined,
    urlFor: (name) => `/${name}`,
  };
  assert.equal(key(connection), "abc");
  assert.equal(maybeBearer(connection), undefined);
  assert.throws(() => bearer(connection), /Not authenticated/);
});

test("wrong uses", () => {
  // @ts-expect-error -- scopes are texts
  holds<[Same<Security<typeof user, [1]>, { token: string }>]>();
  // @ts-expect-error -- no such option
  holds<[Same<Depends<typeof user, { usecache: false }>, { token: string }>]>();
  // @ts-expect-error -- a dependency has one of two scopes
  holds<[Same<Depends<typeof user, { scope: "app" }>, { token: string }>]>();
  // @ts-expect-error -- a key has a name
  assert.throws(() => new APIKeyHeader({}).model["name"].length);
  const app = new Millrace();
  // @ts-expect-error -- what is replaced is no text
  assert.throws(() => app.dependencyOverrides.set("user", () => ({ token: "" })), TypeError);
});
