import assert from "node:assert/strict";
import { test } from "node:test";
import { byteranges } from "../../src/http/byteranges.ts";

const ranges = [
  { first: 0, last: 1 },
  { first: 5, last: 9 },
];

test("parts are framed, and their length is known beforehand", () => {
  const content = "0123456789";
  const { mediaType, length, parts, end } = byteranges(ranges, 10, "text/plain; charset=utf-8");
  const boundary = /^multipart\/byteranges; boundary=(\w{16,70})$/.exec(mediaType)?.[1] ?? "";
  const body =
    parts.map(({ head, range }) => head + content.slice(range.first, range.last + 1)).join("") + end;
  assert.equal(body.length, length);
  assert.equal(
    body,
    [
      `--${boundary}`,
      "Content-Type: text/plain; charset=utf-8",
      "Content-Range: bytes 0-1/10",
      "",
      "01",
      `--${boundary}`,
      "Content-Type: text/plain; charset=utf-8",
      "Content-Range: bytes 5-9/10",
      "",
      "56789",
      `--${boundary}--`,
      "",
    ].join("\r\n"),
  );
});

test("each body has a boundary of its own, and a part without a type says none", () => {
  const [one, other] = [byteranges(ranges, 10, undefined), byteranges(ranges, 10, undefined)];
  assert.notEqual(one.mediaType, other.mediaType);
  assert.doesNotMatch(one.parts[0]?.head ?? "", /Content-Type/);
});
