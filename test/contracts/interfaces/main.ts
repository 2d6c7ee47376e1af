import { Millrace } from "millrace";

const app = new Millrace();

interface Named {
  /** Its name. */
  name: string;
  id: number;
}

interface Timed {
  at: Date;
}

/** All of it. */
interface Item extends Named, Timed {
  price: number;
  id: 1 | 2;
  readonly nested: { a: string; deep?: { b: number } };
  "content-type": string;
  7: boolean;
}

app.post("/", (item: Item): Named => item);
