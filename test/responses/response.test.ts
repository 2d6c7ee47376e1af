import assert from "node:assert/strict";
import { test } from "node:test";
import { BaseResponse, HTMLResponse } from "../../src/index.ts";

test("a response takes status and headers of another, and shares nothing with it", () => {
  const first = new BaseResponse("a", { status: 201, mediaType: "text/plain" }).setCookie("a", "1");
  const second = new BaseResponse("b", first);
  second.headers.set("x", "1");
  assert.deepEqual(
    [second.status, second.body, second.headers.getAll("set-cookie"), second.headers.get("content-type")],
    [201, "b", ["a=1; Path=/; SameSite=Lax"], "text/plain; charset=utf-8"],
  );
  assert.equal(first.headers.has("x"), false);
});

test("the media type of the options counts over that of the headers, and that over the class's", () => {
  const { headers } = new BaseResponse("", { mediaType: "text/css" });
  assert.equal(new HTMLResponse("", { headers }).headers.get("content-type"), "text/css; charset=utf-8");
  assert.equal(
    new HTMLResponse("", { headers, mediaType: "text/csv" }).headers.get("content-type"),
    "text/csv; charset=utf-8",
  );
  assert.equal(new HTMLResponse("").headers.get("content-type"), "text/html; charset=utf-8");
});
