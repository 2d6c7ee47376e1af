import { appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackgroundTasks, fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

function writeNotification(email: string, message: string): void {
  appendFileSync(join(tmpdir(), "log.txt"), `notification for ${email}: ${message}\n`);
}

app.post(
  "/send-notification/{email}",
  function send_notification(email: string, background_tasks: BackgroundTasks): unknown {
    background_tasks.add(writeNotification, email, "some notification");
    return { message: "Notification sent in the background" };
  },
);

export default app;
