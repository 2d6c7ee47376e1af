import { fastapiUniqueId, Millrace, RedirectResponse } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/pydantic", { responseClass: RedirectResponse, status: 302 }, async function redirect_pydantic() {
  return "https://docs.pydantic.dev/";
});

export default app;
