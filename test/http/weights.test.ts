import assert from "node:assert/strict";
import { test } from "node:test";
import { acceptedCodings, parseWeights } from "../../src/http/weights.ts";

test("values are read with their weights", () => {
  assert.deepEqual(
    [
      ...parseWeights(
        "text/html, Application/XHTML+xml ;q=0.9;v=1,, */*; Q=0.8 , x;level=1;q=0.25, y; q=1.000",
      ),
    ],
    [
      ["text/html", 1],
      ["application/xhtml+xml", 0.9],
      ["*/*", 0.8],
      ["x", 0.25],
      ["y", 1],
    ],
  );
  assert.deepEqual([...parseWeights("")], []);
  assert.equal(parseWeights("a;q=0.5, a").get("a"), 0.5);
});

test("a weight that cannot be read is none", () => {
  for (const q of ["2", "-1", "0.1234", "1.5", "x", "", "1e-1"])
    assert.equal(parseWeights(`a;q=${q}`).get("a"), 0, q);
});

test("codings are chosen by weight, and by our own order where the client wants them alike", () => {
  const choose = (header?: string): readonly string[] => acceptedCodings(header, ["br", "zstd", "gzip"]);
  assert.deepEqual(choose(), []);
  assert.deepEqual(choose(""), []);
  assert.deepEqual(choose("gzip, deflate, br, zstd"), ["br", "zstd", "gzip"]);
  assert.deepEqual(choose("gzip;q=1, br;q=0.5"), ["gzip", "br"]);
  assert.deepEqual(choose("br;q=0, gzip"), ["gzip"]);
  assert.deepEqual(choose("*"), ["br", "zstd", "gzip"]);
  assert.deepEqual(choose("gzip, *;q=0"), ["gzip"]);
  assert.deepEqual(choose("identity, br;q=0.5"), []);
  assert.deepEqual(choose("identity;q=0.5, gzip"), ["gzip"]);
  assert.deepEqual(choose("identity"), []);
});
