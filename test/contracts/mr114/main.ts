import { Millrace } from "millrace";

const app = new Millrace();

interface Page<T> {
  items: T[];
}

function generic<T>(body: T, page: Page<T>): T {
  return page.items[0] ?? body;
}

function bounded<T extends { name: string }>(body: T) {
  return body.name;
}

app.post("/", generic);
app.put("/", bounded);
