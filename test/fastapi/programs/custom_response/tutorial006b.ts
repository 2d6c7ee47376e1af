import { fastapiUniqueId, Millrace, RedirectResponse } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/fastapi", { responseClass: RedirectResponse }, async function redirect_fastapi() {
  return "https://fastapi.tiangolo.com";
});

export default app;
