import type { Reply } from "millrace";
import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/cookie-and-object/", function create_cookie(reply: Reply) {
  reply.setCookie("fakesession", "fake-cookie-session-value");
  return { message: "Come to the dark side, we have cookies" };
});

export default app;
