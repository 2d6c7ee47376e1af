import { fastapiUniqueId, Millrace } from "millrace";

interface Item {
  name: string;
  description: string | null;
}

const items: Item[] = [
  { name: "Plumbus", description: "A multi-purpose household device." },
  { name: "Portal Gun", description: "A portal opening device." },
  { name: "Meeseeks Box", description: "A box that summons a Meeseeks." },
];

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/stream", async function* stream_items(): AsyncIterable<Item> {
  yield* items;
});

app.get("/items/stream-no-async", function* stream_items_no_async(): Iterable<Item> {
  yield* items;
});

app.get("/items/stream-no-annotation", async function* stream_items_no_annotation(): AsyncIterable<unknown> {
  yield* items;
});

app.get(
  "/items/stream-no-async-no-annotation",
  function* stream_items_no_async_no_annotation(): Iterable<unknown> {
    yield* items;
  },
);

export default app;
