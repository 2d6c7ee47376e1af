import { Millrace, ServerSentEvent } from "millrace";
import type { EventStream } from "millrace";

const app = new Millrace();

interface Price {
  price: number;
}

interface Trade {
  amount: number;
}

type Named = ServerSentEvent<Price, "price"> | ServerSentEvent<Trade, "trade">;

app.get("/two", async function* (): EventStream<Named> {
  yield new ServerSentEvent({ data: { price: 1 }, event: "price" });
  yield new ServerSentEvent({ data: { amount: 1 }, event: "trade" });
});
app.get("/one", async function* (): EventStream<ServerSentEvent<Price, "price">> {
  yield new ServerSentEvent({ data: { price: 1 }, event: "price" });
});
app.get("/two names", async function* (): EventStream<ServerSentEvent<Price, "bid" | "ask">> {
  yield new ServerSentEvent({ data: { price: 1 }, event: "ask" });
});
app.get("/others", async function* (): EventStream<Trade | ServerSentEvent<Price, "price">> {
  yield { amount: 1 };
  yield new ServerSentEvent({ data: { price: 1 }, event: "price" });
});
app.get("/one name, two types", async function* (): EventStream<Named | ServerSentEvent<string, "price">> {
  yield new ServerSentEvent({ data: "none", event: "price" });
});
