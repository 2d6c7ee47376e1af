import { appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackgroundTasks, type Depends, fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

function writeLog(message: string): void {
  appendFileSync(join(tmpdir(), "log.txt"), message);
}

function getQuery(background_tasks: BackgroundTasks, q?: string) {
  if (q) background_tasks.add(writeLog, `found query: ${q}\n`);
  return q;
}

app.post(
  "/send-notification/{email}",
  function send_notification(
    email: string,
    background_tasks: BackgroundTasks,
    _q: Depends<typeof getQuery>,
  ): unknown {
    background_tasks.add(writeLog, `message to ${email}\n`);
    return { message: "Message sent" };
  },
);

export default app;
