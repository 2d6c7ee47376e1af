import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { expiredCookie, parseCookies, serializeCookie } from "../../src/http/cookies.ts";

const cases: [string, Record<string, string>][] = [
  ["", {}],
  [" ; ;", {}],
  ["a=1", { a: "1" }],
  ["a=1; b=2;c=3 ;d = 4", { a: "1", b: "2", c: "3", d: "4" }],
  ["a=1; a=2", { a: "2" }],
  ["a=", { a: "" }],
  ["a", { "": "a" }],
  ["=a", { "": "a" }],
  ["a=b=c", { a: "b=c" }],
  ["a=x%20y%C3%A9", { a: "x yé" }],
  ["a=50%; b=%zz; c=%ff", { a: "50%", b: "%zz", c: "%ff" }],
  ['a="x y"', { a: "x y" }],
  ['a="x\\"y\\\\z\\054\\073"', { a: 'x"y\\z,;' }],
  ['a="', { a: '"' }],
  ["__proto__=1; constructor=2", JSON.parse('{"__proto__":"1","constructor":"2"}')],
];
for (const [header, expected] of cases) {
  test(`cookies of ${JSON.stringify(header)}`, () => {
    assert.deepEqual({ ...parseCookies(header) }, expected);
  });
}

test("nothing is a cookie that was not sent", () => {
  assert.equal(parseCookies("a=1")["toString"], undefined);
});

test("a cookie is set with what it is given, for / and lax by default", () => {
  assert.equal(serializeCookie("a", "1"), "a=1; Path=/; SameSite=Lax");
  assert.equal(
    serializeCookie("a", "x y", {
      maxAge: 60,
      expires: new Date(0),
      path: "/b",
      domain: "shop.example",
      secure: true,
      httpOnly: true,
      sameSite: "none",
      partitioned: true,
    }).toLowerCase(),
    "a=x%20y; max-age=60; domain=shop.example; path=/b; expires=thu, 01 jan 1970 00:00:00 gmt; httponly; secure; partitioned; samesite=none",
  );
});

test("a cookie is forgotten by one that is over", () => {
  assert.equal(
    expiredCookie("a", { domain: "shop.example" }),
    "a=; Max-Age=0; Domain=shop.example; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax",
  );
});

test("what would be more than one cookie is refused", () => {
  for (const make of [
    () => serializeCookie("a;b", "1"),
    () => serializeCookie("a\r\n", "1"),
    () => serializeCookie("", "1"),
    () => serializeCookie("a", "1", { path: "/;x" }),
    () => serializeCookie("a", "1", { domain: "x\r\n" }),
  ]) {
    assert.throws(make, TypeError);
  }
});

test("every value comes back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (value) => {
      const [pair = ""] = serializeCookie("a", value).split("; ");
      assert.equal(parseCookies(`z=1; ${pair}`)["a"], value);
    }),
  );
});
