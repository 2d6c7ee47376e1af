import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type EventStream, Millrace, type Query, StreamingResponse } from "millrace";
import { serve } from "millrace/node";
import { announce } from "../announce.ts";

const app = new Millrace();

const piece = new Uint8Array(64 * 1024).fill(7);

/** So many bytes; always the same ones, so that the memory is that of the server and not of what the handler makes. */
function* generated(size: number): Generator<Uint8Array> {
  for (let left = size; left > 0; left -= piece.length) yield piece.subarray(0, left);
}

app.get("/", (size: Query<number>) => new StreamingResponse(generated(size)));

app.put("/", { bodyLimit: Infinity }, async (file: Query<string>, body: AsyncIterable<Uint8Array>) => {
  await pipeline(body, createWriteStream(file));
});

/** What the clock says when an item is ready, which is a while after the headers. */
app.get("/now", async function* (): EventStream<string> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    yield String(process.hrtime.bigint());
  }
});

announce((await serve(app, { host: "127.0.0.1", port: 0 })).port);
