import { Millrace, type Int } from "millrace";

const app = new Millrace();

interface Page<T> {
  items: T[];
}

interface Item {
  name: string;
}

app.get("/few", (): Page<{ id: Int; title: string }> => ({ items: [] }));
app.get("/many", (): Page<{ a: 1; b: 2; c: 3; d: 4; e: 5 }> => ({ items: [] }));
app.get("/joined", (): Page<Item & { id: Int }> => ({ items: [] }));
app.get("/list", (): Page<{ id: Int }[]> => ({ items: [] }));
app.get("/other", (): Page<{ id: string; title: string }> => ({ items: [] }));
app.get("/made", (): Page<Omit<Item, "name">> => ({ items: [] }));
