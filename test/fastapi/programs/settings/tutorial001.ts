import { fastapiUniqueId, type Int, Millrace, model, settings } from "millrace";

interface Settings {
  /** @default "Awesome API" */
  app_name?: string;
  admin_email: string;
  /** @default 50 */
  items_per_user?: Int;
}

const current = settings(model<Settings>(), { files: [], environment: { ADMIN_EMAIL: "admin@example.com" } });

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/info", function info(): unknown {
  return current;
});

export default app;
