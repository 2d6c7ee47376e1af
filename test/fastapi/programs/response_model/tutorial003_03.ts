import { fastapiUniqueId, Millrace, RedirectResponse } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/teleport", async function get_teleport(): Promise<RedirectResponse> {
  return new RedirectResponse("https://www.youtube.com/watch?v=dQw4w9WgXcQ");
});

export default app;
