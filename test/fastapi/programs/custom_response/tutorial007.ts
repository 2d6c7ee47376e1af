import { setImmediate } from "node:timers/promises";
import { Millrace, StreamingResponse } from "millrace";

const app = new Millrace();

async function* fakeVideoStreamer() {
  for (let i = 0; i < 10; i++) {
    yield new TextEncoder().encode("some fake video bytes");
    await setImmediate();
  }
}

app.get("/", async () => new StreamingResponse(fakeVideoStreamer()));

export default app;
