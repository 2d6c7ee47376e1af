import { fastapiUniqueId, Millrace } from "millrace";
import type { Body, UUID } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.put(
  "/items/{item_id}",
  function read_items(
    item_id: UUID,
    start_datetime: Body<Temporal.Instant>,
    end_datetime: Body<Temporal.Instant>,
    process_after: Body<Temporal.Duration>,
    repeat_at: Body<Temporal.PlainTime | null> = null,
  ): unknown {
    const start_process = start_datetime.add(process_after);
    const duration = start_process.until(end_datetime);
    return { item_id, start_datetime, end_datetime, process_after, repeat_at, start_process, duration };
  },
);

export default app;
