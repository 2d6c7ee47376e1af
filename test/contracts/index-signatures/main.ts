import { Millrace } from "millrace";

const app = new Millrace();

interface Extras {
  name: string;
  [key: string]: string | number;
}

app.post("/", (extras: Extras, any: { [key: string]: unknown }): Extras => ({ ...extras, n: Object.keys(any).length }));
