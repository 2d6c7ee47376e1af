import { type Depends, fastapiUniqueId, type Int, Millrace, model, settings } from "millrace";

interface Settings {
  /** @default "Awesome API" */
  app_name?: string;
  admin_email: string;
  /** @default 50 */
  items_per_user?: Int;
}

let read: Settings | undefined;

function getSettings() {
  const environment = { ADMIN_EMAIL: "admin@example.com" };
  return (read ??= settings(model<Settings>(), { files: [], environment }));
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/info", function info(current: Depends<typeof getSettings>): unknown {
  return current;
});

app.dependencyOverrides.set(getSettings, () => ({
  app_name: "Awesome API",
  admin_email: "testing_admin@example.com",
  items_per_user: 50,
}));

export default app;
