import { fastapiUniqueId, Millrace, RedirectResponse } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/typer", async function redirect_typer(): Promise<unknown> {
  return new RedirectResponse("https://typer.tiangolo.com");
});

export default app;
