import { Millrace, PlainTextResponse } from "millrace";
import { compression } from "millrace/middleware";

const app = new Millrace();

app.use(compression({ minimumSize: 1000 }));

app.get("/", () => "somebigcontent");
app.get("/large", () => new PlainTextResponse("x".repeat(4000)));

export default app;
