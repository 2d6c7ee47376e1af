import assert from "node:assert/strict";
import { test } from "node:test";
import { lastEventId } from "../../src/parameters/last-event-id.ts";
import { ask, bound, parameterOf } from "./asking.ts";

const text = bound(lastEventId, parameterOf("after", { kind: "string" }, { optional: true }));
const whole = bound(lastEventId, parameterOf("after", { kind: "integer" }, { optional: true, default: 0 }));

test("the id comes from the header, else from the query", () => {
  const headers = ["Last-Event-ID", "7"];
  assert.equal(ask(text, { headers, target: "/?lastEventId=8" }).value, "7");
  assert.equal(ask(text, { target: "/?lastEventId=8" }).value, "8");
  assert.equal(ask(text, { target: "/?last_event_id=9&q=a" }).value, "9");
  assert.equal(ask(whole, { headers }).value, 7);
});

test("none, or an empty one, is undefined: nothing was seen", () => {
  assert.deepEqual(ask(whole, {}), { value: undefined, issues: [] });
  assert.deepEqual(ask(whole, { headers: ["last-event-id", ""] }), { value: undefined, issues: [] });
  assert.deepEqual(ask(whole, { target: "/?lastEventId=" }), { value: undefined, issues: [] });
});

test("the bytes of an id are UTF-8", () => {
  const latin1 = Buffer.from("täglich ✓").toString("latin1");
  assert.equal(ask(text, { headers: ["last-event-id", latin1] }).value, "täglich ✓");
});

test("an id that does not fit is an issue of where it stood", () => {
  const inHeader = ask(whole, { headers: ["last-event-id", "x"] }).issues[0];
  assert.deepEqual([inHeader?.type, inHeader?.loc], ["int_parsing", ["header", "last-event-id"]]);
  const inQuery = ask(whole, { target: "/?last_event_id=x" }).issues[0];
  assert.deepEqual(inQuery?.loc, ["query", "last_event_id"]);
});

test("it is documented as the header", () => {
  assert.deepEqual(whole.documented, [
    { in: "header", name: "last-event-id", required: false, type: { kind: "integer", default: 0 } },
  ]);
});
