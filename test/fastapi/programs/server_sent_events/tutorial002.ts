import { fastapiUniqueId, Millrace, ServerSentEvent } from "millrace";
import type { EventStream } from "millrace";

interface Item {
  name: string;
  price: number;
}

const items: Item[] = [
  { name: "Plumbus", price: 32.99 },
  { name: "Portal Gun", price: 999.99 },
  { name: "Meeseeks Box", price: 49.99 },
];

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/stream", async function* stream_items(): EventStream<unknown> {
  yield new ServerSentEvent({ comment: "stream of item updates" });
  for (const [i, item] of items.entries()) {
    yield new ServerSentEvent({ data: item, event: "item_update", id: String(i + 1), retry: 5000 });
  }
});

export default app;
