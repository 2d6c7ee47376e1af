import { fastapiUniqueId, JSONResponse, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/cookie/", function create_cookie() {
  const response = new JSONResponse({ message: "Come to the dark side, we have cookies" });
  response.setCookie("fakesession", "fake-cookie-session-value");
  return response;
});

export default app;
