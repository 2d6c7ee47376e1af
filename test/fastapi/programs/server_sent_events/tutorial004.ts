import { fastapiUniqueId, Millrace, ServerSentEvent } from "millrace";
import type { EventStream, Header, Int } from "millrace";

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

app.get(
  "/items/stream",
  async function* stream_items(last_event_id: Header<Int | null> = null): EventStream<unknown> {
    const start = last_event_id === null ? 0 : last_event_id + 1;
    for (const [i, item] of items.entries()) {
      if (i >= start) yield new ServerSentEvent({ data: item, id: String(i) });
    }
  },
);

export default app;
