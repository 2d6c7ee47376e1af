import { Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace();

interface Item {
  name: string;
}

const list = <T>(read: () => T) => {
  return (limit: Int): T[] => [read()].slice(limit);
};

function save<T>(store: T[]) {
  return async function saved(body: T): Promise<T> {
    store.push(body);
    return body;
  };
}

const items: Item[] = [];

app.get("/items", list(() => items[0]));
app.post("/items", save(items));
app.post("/names", save([""]));
