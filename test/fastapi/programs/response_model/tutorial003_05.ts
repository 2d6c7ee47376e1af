import { fastapiUniqueId, Millrace, RedirectResponse } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/portal", async function get_portal(teleport: boolean = false): Promise<unknown> {
  if (teleport) return new RedirectResponse("https://www.youtube.com/watch?v=dQw4w9WgXcQ");
  return { message: "Here's your interdimensional portal." };
});

export default app;
