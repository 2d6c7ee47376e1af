import { Millrace } from "millrace";

const app = new Millrace();

app.get("/", (id, q = 1, { a }, ...rest: string[]) => [id, q, a, rest]);
