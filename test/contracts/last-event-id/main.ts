import { Millrace } from "millrace";
import type { EventStream, Int, LastEventId } from "millrace";

const app = new Millrace();

app.get("/text", async function* (after: LastEventId): EventStream<number> {
  yield Number(after);
});
app.get("/whole", async function* (after: LastEventId<Int>): EventStream<number> {
  yield after ?? 0;
});
app.get("/limited", async function* (after: LastEventId<Int, { minimum: 1 }>): EventStream<number> {
  yield after ?? 0;
});
app.get("/initial", async function* (after: LastEventId<Int> = 0): EventStream<number> {
  yield after;
});
