import { Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace();

enum Size {
  Small = "s",
  Large = "l",
}

class Item {
  name!: string;
  description: string | null = null;
  price: number = 10.5;
  count = 1 as Int;
  size: Size = Size.Small;
  tags: Set<string> = new Set();
  notes: Map<string, string> = new Map<string, string>();
  /** @default "of the comment" */
  origin: string = "of the initializer";
  made: string = new Date().toISOString();
}

app.post("/", (item: Item): unknown => item);
