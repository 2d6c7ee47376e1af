import { Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0" });

app.use(async (_request, next) => {
  const before = performance.now();
  const response = await next();
  response.headers.set("X-Process-Time", String((performance.now() - before) / 1000));
  return response;
});

export default app;
