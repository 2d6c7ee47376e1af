import { Millrace, Router } from "millrace";

const app = new Millrace();
const timed = new Router();

timed.use(async (_request, next) => {
  const before = performance.now();
  const response = await next();
  response.headers.set("X-Response-Time", String((performance.now() - before) / 1000));
  return response;
});

app.get("/", () => ({ message: "Not timed" }));

timed.get("/timed", () => ({ message: "It's the time of my life" }));

app.includeRouter(timed);

export default app;
