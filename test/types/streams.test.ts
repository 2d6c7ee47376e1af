import assert from "node:assert/strict";
import { test } from "node:test";
import { BaseResponse, type EventStream, ServerSentEvent, StreamingResponse } from "millrace";
import { type Alike, holds } from "./equality.ts";

// What is wrong here is found by `tsc`: a line under `@ts-expect-error` must be an error, and every other line none.

interface Price {
  mill: string;
  price: number;
}

async function* events(price: number): EventStream<Price> {
  yield { mill: "water", price };
  yield new ServerSentEvent({ data: { mill: "wind", price }, event: "price", id: "2", retry: 1000 });
  yield new ServerSentEvent({ comment: "still here" });
  yield new ServerSentEvent({ rawData: "[DONE]" });
}

export async function* wrongEvents(): EventStream<Price> {
  // @ts-expect-error -- the price is missing
  yield { mill: "water" };
  // @ts-expect-error -- a price is a number
  yield { mill: "water", price: "12.5" };
  yield {
    mill: "water",
    price: 12.5,
    // @ts-expect-error -- it is no property of a price
    colour: "red",
  };
  // @ts-expect-error -- text is no price
  yield "water";
  // @ts-expect-error -- an event's data is a price too
  yield new ServerSentEvent({ data: { mill: "wind" } });
  // @ts-expect-error -- it is `id`
  yield new ServerSentEvent({ lastEventId: "2" });
  // @ts-expect-error -- an id is text
  yield new ServerSentEvent({ id: 2 });
  // @ts-expect-error -- milliseconds are a number
  yield new ServerSentEvent({ retry: "1000" });
  // @ts-expect-error -- a stream of events gives nothing at its end
  return 5;
}

type Feed = ServerSentEvent<Price, "price"> | ServerSentEvent<{ open: boolean }, "mill">;

export async function* typedEvents(): EventStream<Feed> {
  yield new ServerSentEvent({ data: { mill: "water", price: 12.5 }, event: "price", id: "1" });
  yield new ServerSentEvent({ data: { open: true }, event: "mill" });
  yield new ServerSentEvent<never, "mill">({ rawData: "[DONE]", event: "mill" });
  // @ts-expect-error -- those are the data of the other type
  yield new ServerSentEvent({ data: { open: true }, event: "price" });
  // @ts-expect-error -- there is no such type
  yield new ServerSentEvent({ data: { open: true }, event: "milk" });
  // @ts-expect-error -- a type is asked for
  yield new ServerSentEvent({ data: { open: true } });
  // @ts-expect-error -- so data alone are no event
  yield { open: true };
}

export async function* wrongLines(): AsyncGenerator<Price> {
  // @ts-expect-error -- the mill is missing
  yield { price: 5 };
  // @ts-expect-error -- the items are prices, not lists of prices
  yield [{ mill: "water", price: 5 }];
}

export async function noStream(): Promise<EventStream<Price>> {
  // @ts-expect-error -- a list is no stream
  return [];
}

type Answer =
  | ServerSentEvent<{ text: string }, "text">
  | ServerSentEvent<{ reason: "stop" | "length" }, "done">;

export async function* literals(): EventStream<Answer> {
  yield new ServerSentEvent({ data: { text: "Hello" }, event: "text" });
  yield new ServerSentEvent({ data: { reason: "stop" }, event: "done" });
  // @ts-expect-error -- there is no such reason
  yield new ServerSentEvent({ data: { reason: "bored" }, event: "done" });
}

export async function* lists(): EventStream<ServerSentEvent<{ mills: string[] }, "mills">> {
  yield new ServerSentEvent({ data: { mills: ["water", "wind"] }, event: "mills" });
}

export async function* mutable(): EventStream<string[]> {
  yield new ServerSentEvent({ data: ["water", "wind"] });
}

test("a stream of events is an async generator, to be called as one", async () => {
  holds<
    [Alike<Awaited<ReturnType<EventStream<Price>["next"]>>["value"], Price | ServerSentEvent<Price> | void>]
  >();
  const found = await Array.fromAsync(events(5));
  assert.equal(found.length, 4);
});

export function bodies(): unknown[] {
  return [
    new StreamingResponse(["a", new Uint8Array(1)], { mediaType: "text/csv" }),
    new StreamingResponse(new ReadableStream<Uint8Array>()),
    new BaseResponse(null, { status: 204 }),
    // @ts-expect-error -- chunks are text or bytes
    new StreamingResponse([1, 2]),
    // @ts-expect-error -- a generator is called first
    new StreamingResponse(function* () {}),
    // @ts-expect-error -- it is `mediaType`
    new StreamingResponse([], { contentType: "text/csv" }),
    // @ts-expect-error -- a body is no object
    new BaseResponse({ a: 1 }),
  ];
}
