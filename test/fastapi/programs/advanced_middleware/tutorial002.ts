import { Millrace } from "millrace";
import { trustedHosts } from "millrace/middleware";

const app = new Millrace();

app.use(trustedHosts(["example.com", "*.example.com"]));

app.get("/", () => ({ message: "Hello World" }));

export default app;
