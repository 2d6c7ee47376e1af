import { Millrace, ServerSentEvent } from "millrace";
import type { EventStream } from "millrace";

const app = new Millrace();

interface Item {
  name: string;
}

type Feed = EventStream<Item>;

app.get("/1", async function* (): EventStream<Item> {
  yield { name: "a" };
});
app.get("/2", async function* (): EventStream<string> {
  yield "a";
});
app.get("/3", async function* (): EventStream<ServerSentEvent<Item>> {
  yield new ServerSentEvent({ data: { name: "a" } });
});
app.get("/4", async function* (): Feed {
  yield new ServerSentEvent({ data: { name: "a" } });
});
app.get("/5", (): EventStream<Item | number> => [] as never);
