import { Millrace } from "millrace";

const app = new Millrace();

interface Named {
  name: string;
}

type Item = Named & { price: number };
type Stamped<T> = T & { at: Date };

app.post("/", (item: Item, stamped: Stamped<Named>, inline: Named & { size: number }, either: (Named | { id: string }) & { extra: boolean }): Item => ({ ...item, ...stamped, ...inline, ...either }));
