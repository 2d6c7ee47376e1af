import { Millrace } from "millrace";

const app = new Millrace();

app.get("/", (short = false, limit = 10, q = "", tags = ["a"], since = new Date(0)) => ({ short, limit, q, tags, since }));
