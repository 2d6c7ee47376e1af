import { Millrace } from "millrace";
import type { Item } from "./shop/models.ts";
import type { Item as Stock } from "./stock.ts";

const app = new Millrace();

interface Other {
  item: Item;
}

app.post("/", (item: Item, stock: Stock, other: Other) => [item, stock, other]);
