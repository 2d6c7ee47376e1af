import { fastapiUniqueId, Millrace, ServerSentEvent } from "millrace";
import type { EventStream } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/logs/stream", async function* stream_logs(): EventStream<unknown> {
  const logs = [
    "2025-01-01 INFO  Application started",
    "2025-01-01 DEBUG Connected to database",
    "2025-01-01 WARN  High memory usage detected",
  ];
  for (const rawData of logs) yield new ServerSentEvent({ rawData });
});

export default app;
