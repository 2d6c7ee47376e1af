import { fastapiUniqueId, Millrace, ServerSentEvent } from "millrace";
import type { EventStream } from "millrace";

interface Prompt {
  text: string;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/chat/stream", async function* stream_chat(prompt: Prompt): EventStream<unknown> {
  for (const word of prompt.text.split(/\s+/)) yield new ServerSentEvent({ data: word, event: "token" });
  yield new ServerSentEvent({ rawData: "[DONE]", event: "done" });
});

export default app;
