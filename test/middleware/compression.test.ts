import assert from "node:assert/strict";
import { test } from "node:test";
import * as zlib from "node:zlib";
import { BaseResponse, PlainTextResponse, StreamingResponse } from "../../src/index.ts";
import type { EventStream } from "../../src/index.ts";
import { compression, type CompressionOptions, etag } from "../../src/middleware/index.ts";
import { CompressedChunks } from "../../src/middleware/content-coding.ts";
import { appWith, type Ask } from "./asking.ts";

const large = "mill ".repeat(400);
const decoders = { gzip: zlib.gunzipSync, br: zlib.brotliDecompressSync, zstd: zlib.zstdDecompressSync };
type Coding = keyof typeof decoders;

function asking(options?: CompressionOptions): Ask {
  const { app, ask } = appWith(compression(options));
  app.get("/", () => new PlainTextResponse(large));
  app.get("/small", () => new PlainTextResponse("small"));
  return ask;
}

const accepting = (accepted: string, method = "GET"): RequestInit => ({
  method,
  headers: { "accept-encoding": accepted },
});

async function codingOf(ask: Ask, accepted: string, path = "/"): Promise<string | null> {
  const { headers, body } = await ask(path, accepting(accepted));
  await body?.cancel();
  return headers.get("content-encoding");
}

test("every coding holds what was sent, with its length", async () => {
  const ask = asking();
  for (const coding of Object.keys(decoders) as Coding[]) {
    const response = await ask("/", accepting(coding));
    const bytes = await response.bytes();
    assert.equal(response.headers.get("content-encoding"), coding);
    assert.equal(response.headers.get("content-length"), String(bytes.length));
    assert.equal(response.headers.get("vary"), "Accept-Encoding");
    assert.equal(decoders[coding](bytes).toString(), large);
  }
});

test("the client's weights decide, then the app's order", async () => {
  const ask = asking();
  assert.equal(await codingOf(ask, "gzip, br, zstd"), "zstd");
  assert.equal(await codingOf(ask, "gzip;q=0.9, br;q=1.0, zstd;q=0.1"), "br");
  assert.equal(await codingOf(ask, "gzip;q=0"), null);
  assert.equal(await codingOf(ask, "*"), "zstd");
  assert.equal(await codingOf(ask, "*, zstd;q=0, br;q=0"), "gzip");
  assert.equal(await codingOf(ask, "identity, gzip;q=0.5"), null);
  assert.equal(await codingOf(ask, "deflate"), null);
  assert.equal(await codingOf(asking({ codings: ["gzip", "br"] }), "gzip, br, zstd"), "gzip");
  const none = await ask("/");
  assert.deepEqual(
    [none.headers.get("content-encoding"), none.headers.get("vary")],
    [null, "Accept-Encoding"],
  );
  assert.throws(() => compression({ codings: ["lzma" as never] }), /cannot compress by "lzma"/);
});

test("what is small stays as it is", async () => {
  assert.equal(await codingOf(asking(), "gzip", "/small"), null);
  assert.equal(await codingOf(asking({ minimumSize: 5 }), "gzip", "/small"), "gzip");
});

test("what must not, or need not, be compressed is not", async () => {
  const { app, ask } = appWith(compression());
  const answers: Record<string, () => BaseResponse> = {
    part: () => new PlainTextResponse(large, { status: 206 }),
    range: () => new PlainTextResponse(large, { headers: { "content-range": "bytes 0-1999/9999" } }),
    encoded: () => new PlainTextResponse(large, { headers: { "content-encoding": "br" } }),
    forbidden: () => new PlainTextResponse(large, { headers: { "cache-control": "public, no-transform" } }),
    image: () => new BaseResponse(large, { mediaType: "image/png" }),
    video: () => new BaseResponse(large, { mediaType: "video/mp4" }),
    zip: () => new BaseResponse(large, { mediaType: "application/zip" }),
    empty: () => new BaseResponse(null, { status: 204 }),
  };
  for (const [name, answer] of Object.entries(answers)) {
    app.get(`/${name}`, answer);
    const encoded = await codingOf(ask, "gzip", `/${name}`);
    assert.equal(encoded, name === "encoded" ? "br" : null, name);
  }
  app.get("/svg", () => new BaseResponse(large, { mediaType: "image/svg+xml" }));
  assert.equal(await codingOf(ask, "gzip", "/svg"), "gzip");
});

test("HEAD is answered with the headers of GET", async () => {
  const ask = asking();
  const get = await ask("/", accepting("gzip"));
  const head = await ask("/", accepting("gzip", "HEAD"));
  const told = ({ headers }: Response): unknown =>
    ["content-encoding", "content-length", "vary"].map((name) => headers.get(name));
  assert.deepEqual(told(head), told(get));
  assert.equal(await head.text(), "");
});

test("a strong tag becomes weak, and still answers the question for it", async () => {
  const { app, ask } = appWith(compression(), etag());
  app.get("/", () => new PlainTextResponse(large));
  const first = await ask("/", accepting("gzip"));
  const tag = first.headers.get("etag") ?? "";
  assert.match(tag, /^W\/"[\w-]{27}"$/);
  const again = await ask("/", { headers: { "accept-encoding": "gzip", "if-none-match": tag } });
  assert.deepEqual([again.status, await again.text()], [304, ""]);
  assert.deepEqual([again.headers.get("etag"), again.headers.get("vary")], [tag, "Accept-Encoding"]);
});

/** Reads what has come of a stream so far, decoded, after each chunk. */
async function readings(response: Response, coding: Coding): Promise<string[]> {
  const decoder = {
    gzip: () => zlib.createGunzip(),
    br: () => zlib.createBrotliDecompress(),
    zstd: () => zlib.createZstdDecompress(),
  }[coding]();
  const readings: string[] = [];
  decoder.on("data", (bytes: Buffer) => readings.push(bytes.toString()));
  for await (const bytes of response.body as ReadableStream<Uint8Array>)
    await new Promise((resolve) => decoder.write(bytes, resolve));
  await new Promise((resolve) => decoder.end(resolve));
  return readings;
}

test("each chunk of a stream comes out before the next is asked for", async () => {
  for (const coding of Object.keys(decoders) as Coding[]) {
    const { app, ask } = appWith(compression());
    app.get("/raw", () => new StreamingResponse(["one", "", "two", large]));
    app.get("/lines", async function* (): AsyncGenerator<number> {
      yield 1;
      yield 2;
    });
    app.get("/events", async function* (): EventStream<number> {
      yield 1;
      yield 2;
    });
    const answer = async (path: string): Promise<string[]> => {
      const response = await ask(path, accepting(coding));
      assert.equal(response.headers.get("content-encoding"), coding);
      assert.equal(response.headers.get("content-length"), null);
      return readings(response, coding);
    };
    assert.deepEqual(await answer("/raw"), ["one", "two", large], coding);
    assert.deepEqual(await answer("/lines"), ["1\n", "2\n"], coding);
    assert.deepEqual(await answer("/events"), ["data: 1\n\n", "data: 2\n\n"], coding);
  }
  const { app, ask } = appWith(compression({ eventStreams: false }));
  app.get("/events", async function* (): EventStream<number> {
    yield 1;
  });
  assert.equal(await codingOf(ask, "gzip", "/events"), null);
});

test("a stream that fails is cut, with all that it had yielded", async () => {
  const { app, ask, reported } = appWith(compression());
  const broken = new Error("broken");
  app.get("/", async function* (): AsyncGenerator<number> {
    yield 1;
    throw broken;
  });
  const response = await ask("/", accepting("gzip"));
  const seen: Uint8Array[] = [];
  await assert.rejects(async () => {
    for await (const bytes of response.body as ReadableStream<Uint8Array>) seen.push(bytes);
  });
  const text = zlib.gunzipSync(Buffer.concat(seen), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
  assert.equal(text.toString(), "1\n");
  await app.settled();
  assert.deepEqual(reported, [broken]);
});

test("a compressor goes with its sequence, also while that is waited for", async () => {
  let returned = 0;
  const parked: AsyncIterableIterator<string> = {
    next: async () => (returned < 0 ? { done: true, value: "" } : { done: false, value: "a" }),
    return: async () => ({ done: true, value: String(++returned) }),
    [Symbol.asyncIterator]: () => parked,
  };
  const compressed = new CompressedChunks(parked, "gzip");
  await compressed.next();
  const pending = compressed.next();
  await compressed.return();
  assert.deepEqual(await pending, { done: true, value: undefined });
  assert.deepEqual(await compressed.next(), { done: true, value: undefined });
  assert.equal(returned, 1);
});
