import { Millrace } from "millrace";

const app = new Millrace();

interface Page {
  limit: number;
  offset?: number;
}

app.post("/", ({ limit, offset }: Page, [a, b]: [string, string], { x = 1 }: { x?: number } = {}) => [limit, offset, a, b, x]);
