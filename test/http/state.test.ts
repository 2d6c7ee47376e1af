import assert from "node:assert/strict";
import { test } from "node:test";
import type { Connection } from "../../src/http/connection.ts";
import { RequestState } from "../../src/http/state.ts";
import { stateKey } from "../../src/http/state-key.ts";

test("values are kept under their keys, of which two of one name are two", () => {
  const [one, other] = [stateKey<number>("n"), stateKey<number | undefined>("n")];
  const state = new RequestState().set(one, 1);
  assert.equal(state.get(one), 1);
  assert.equal(state.has(other), false);
  assert.throws(() => state.get(other), /nothing has set "n" for this request/);
  assert.equal(state.set(other, undefined).get(other), undefined);
});

test("a key gives the value of a connection", () => {
  const key = stateKey<string>("name");
  const state = new RequestState().set(key, "mill");
  assert.equal(key({ state } as Connection), "mill");
});
