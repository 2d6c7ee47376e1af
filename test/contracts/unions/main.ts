import { Millrace } from "millrace";

const app = new Millrace();

interface Cat {
  kind: "cat";
  lives: number;
}

interface Dog {
  kind: "dog";
  name: string;
}

type Pet = Dog | Cat;

app.post(
  "/",
  (pet: Pet, order: string | number | null, reverse: null | number | string, list: (Cat | string)[], mixed: "x" | Cat | boolean) => [
    pet,
    order,
    reverse,
    list,
    mixed,
  ],
);
