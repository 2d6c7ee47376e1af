import { Millrace } from "millrace";
import { cors } from "millrace/middleware";

const app = new Millrace();

app.use(
  cors({
    allowOrigins: [
      "http://localhost.tiangolo.com",
      "https://localhost.tiangolo.com",
      "http://localhost",
      "http://localhost:8080",
    ],
    allowCredentials: true,
    allowMethods: ["*"],
    allowHeaders: ["*"],
  }),
);

app.get("/", () => ({ message: "Hello World" }));

export default app;
