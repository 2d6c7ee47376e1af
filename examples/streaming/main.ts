import { setTimeout as sleep } from "node:timers/promises";
import { Millrace, StreamingResponse } from "millrace";

const app = new Millrace({ title: "Streaming" });

app.get("/", () => ({ Hello: "World" }));

app.get("/stream", () => {
  async function* generateData() {
    for (let i = 0; i < 10; i++) {
      yield `Streaming data ${i}\n`;
      await sleep(1000);
    }
  }
  return new StreamingResponse(generateData());
});

export default app;
