import type { Reply } from "millrace";
import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/headers-and-object/", function get_headers(reply: Reply) {
  reply.headers.set("X-Cat-Dog", "alone in the world");
  return { message: "Hello World" };
});

export default app;
