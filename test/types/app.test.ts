import assert from "node:assert/strict";
import { test } from "node:test";
import { Millrace, type MillraceOptions, Router, type State } from "../../src/index.ts";
import { holds, type Same } from "./equality.ts";

async function* pool() {
  yield { pool: { size: 3 } };
}

async function* nothing() {
  yield;
}

test("the lifespan decides the type of the state", () => {
  const app = new Millrace({ lifespan: pool });
  const inline = new Millrace({
    title: "Shop",
    async *lifespan(given) {
      holds<[Same<typeof given.state, Record<string, unknown>>]>();
      yield { name: "mill" };
    },
  });
  const bare = new Millrace({ lifespan: nothing });
  const plain = new Millrace();
  holds<
    [
      Same<typeof app.state, { pool: { size: number } }>,
      Same<typeof inline.state, { name: string }>,
      Same<typeof bare.state, Record<string, unknown>>,
      Same<typeof plain.state, Record<string, unknown>>,
      Same<State<typeof pool>, { pool: { size: number } }>,
    ]
  >();
  assert.deepEqual(app.state, {});
});

test("options of an app are handed on, and a router takes any lifespan", () => {
  const make = (options: MillraceOptions) => new Millrace({ ...options, title: "Shop" });
  assert.equal(make({}).openapi().info.title, "Shop");
  const app: Millrace = new Millrace({ version: "2" });
  app.includeRouter(new Router({ lifespan: pool }));
  app.mount("/sub", new Millrace({ lifespan: pool }));
  // @ts-expect-error -- a lifespan is a generator function
  assert.ok(new Millrace({ lifespan: async () => {} }));
  // @ts-expect-error -- a lifespan belongs to the router, not to where it is included
  app.includeRouter(new Router(), { lifespan: pool });
});
