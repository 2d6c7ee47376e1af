import { Millrace } from "millrace";

const app = new Millrace();

enum Fruit {
  Apple = "apple",
  Pear = "pear",
  Plum = "plum",
}

app.get("/", (some: Fruit.Apple | Fruit.Plum, mixed: Fruit | "nut" | number): Fruit => (mixed === "nut" ? some : Fruit.Pear));
