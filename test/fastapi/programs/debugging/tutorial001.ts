import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/", function root(): unknown {
  const a = "a";
  const b = `b${a}`;
  return { "hello world": b };
});

export default app;
