import assert from "node:assert/strict";
import { test } from "node:test";
import { Millrace, OAuth2PasswordBearer, Router, Security, SecurityScopes } from "../../src/index.ts";
import type { Depends, Handler } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

const scheme = new OAuth2PasswordBearer({ tokenUrl: "token", scopes: { me: "Me.", items: "Items." } });
const calls: string[] = [];

function user(asked: SecurityScopes, token: Depends<typeof scheme>) {
  calls.push(asked.scopeStr);
  return { token, scopes: asked.scopes };
}
type Me = Security<typeof user, ["me"]>;

const active = (me: Me) => me;
type WithItems = Security<typeof active, ["items"]>;

let clocks = 0;
const clock = () => ++clocks;

const app = new Millrace();
app.get("/nothing", (given: Depends<typeof user>) => given.scopes);
app.get("/me", (given: Depends<typeof active>) => given.scopes);
app.get("/items", (given: WithItems) => given.scopes);
app.get("/twice", (given: WithItems, again: Security<typeof active, ["me", "items"]>) => given === again);
app.get("/both", (given: WithItems, me: Me, other: Depends<typeof user>) => [given, me, other].length);
app.get(
  "/clock",
  (
    one: Security<typeof clock, ["me"]>,
    again: Security<typeof clock, ["me"]>,
    other: Security<typeof clock, ["items"]>,
    plain: Depends<typeof clock>,
  ) => [one, again, other, plain],
);
const nested = (time: Depends<typeof clock>) => time;
app.get(
  "/nested",
  (
    one: Security<typeof nested, ["me"]>,
    other: Security<typeof nested, ["items"]>,
    plain: Depends<typeof clock>,
  ) => [one, other, plain],
);

function requireMe(_me: Me): void {}
const router = new Router({ dependencies: [requireMe, (_items: Security<typeof user, ["items"]>) => {}] });
router.get("/", () => "in");
app.includeRouter(router, { prefix: "/behind" });

class Guard {
  readonly asked: string;
  constructor(asked: SecurityScopes) {
    this.asked = asked.scopeStr;
    calls.push(`guard ${this.asked}`);
  }
}
app.get(
  "/values",
  { dependencies: [Security(active, ["a"]), Security(Guard, ["b", "c"]), Security(scheme, ["d"])] },
  () => "in",
);

async function ask(path: string): Promise<{ body: unknown; calls: readonly string[] }> {
  calls.length = 0;
  await using client = new TestClient(app);
  const response = await client.get(path, { headers: { authorization: "Bearer abc" } });
  assert.equal(response.status, 200);
  return { body: await response.json(), calls: [...calls] };
}

test("a function is given the scopes that were asked for on the way to it, the handler's first", async () => {
  assert.deepEqual((await ask("/nothing")).body, []);
  assert.deepEqual((await ask("/me")).body, ["me"]);
  assert.deepEqual((await ask("/items")).body, ["items", "me"]);
});

test("it is called once for each set of scopes", async () => {
  assert.deepEqual(await ask("/twice"), { body: true, calls: ["items me"] });
  assert.deepEqual(await ask("/both"), { body: 3, calls: ["items me", "me", ""] });
});

test("one that takes no scopes is called once for those that it is asked for with, and once for all on the way to it", async () => {
  clocks = 0;
  assert.deepEqual((await ask("/clock")).body, [1, 1, 2, 3]);
  clocks = 0;
  assert.deepEqual((await ask("/nested")).body, [1, 1, 1]);
});

test("the dependencies of a router ask for scopes, too", async () => {
  assert.deepEqual((await ask("/behind/")).calls, ["me", "items"]);
});

test("a route asks for scopes of functions whose results nobody takes", async () => {
  assert.deepEqual(await ask("/values"), { body: "in", calls: ["a me", "guard b c"] });
  app.dependencyOverrides.set(
    active,
    (asked: SecurityScopes) => void calls.push(`instead ${asked.scopeStr}`),
  );
  assert.deepEqual((await ask("/values")).calls, ["instead a", "guard b c"]);
  app.dependencyOverrides.clear();
  const untyped: Handler = (q: string) => q;
  assert.throws(() => Security(untyped, ["a"]), /MR103/);
});

test("the document joins the scopes that an operation asks for", () => {
  const { paths } = app.openapi();
  const security = (path: string): unknown => paths[path]?.["get"]?.["security"];
  assert.deepEqual(security("/nothing"), [{ OAuth2PasswordBearer: [] }]);
  assert.deepEqual(security("/me"), [{ OAuth2PasswordBearer: ["me"] }]);
  assert.deepEqual(security("/items"), [{ OAuth2PasswordBearer: ["items", "me"] }]);
  assert.deepEqual(security("/behind/"), [{ OAuth2PasswordBearer: ["me", "items"] }]);
  assert.deepEqual(security("/values"), [{ OAuth2PasswordBearer: ["a", "me", "d"] }]);
  assert.equal(security("/clock"), undefined);
});

test("SecurityScopes can be made by hand, for a test of the function itself", () => {
  assert.deepEqual(user(new SecurityScopes(["a", "b"]), "abc"), { token: "abc", scopes: ["a", "b"] });
  assert.equal(new SecurityScopes(["a", "b"]).scopeStr, "a b");
});
