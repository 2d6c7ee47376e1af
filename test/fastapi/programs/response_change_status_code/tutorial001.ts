import type { Reply } from "millrace";
import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const tasks = new Map([["foo", "Listen to the Bar Fighters"]]);

app.put(
  "/get-or-create-task/{task_id}",
  { status: 200 },
  function get_or_create_task(task_id: string, reply: Reply) {
    if (!tasks.has(task_id)) {
      tasks.set(task_id, "This didn't exist before");
      reply.status = 201;
    }
    return tasks.get(task_id);
  },
);

export default app;
