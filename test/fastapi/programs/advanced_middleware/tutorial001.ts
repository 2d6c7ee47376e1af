import { Millrace } from "millrace";
import { httpsRedirect } from "millrace/middleware";

const app = new Millrace();

app.use(httpsRedirect());

app.get("/", () => ({ message: "Hello World" }));

export default app;
