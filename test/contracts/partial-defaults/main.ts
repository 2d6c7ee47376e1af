import { Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace();

class Item {
  name!: string;
  price: number = 10.5;
  /** @default [] */
  tags?: string[];
}

interface Counted {
  /** @default 1 */
  count?: Int;
}

type Optional<T> = { [K in keyof T]?: T[K] };
type Whole<T> = { [K in keyof T]-?: T[K] };

app.patch(
  "/",
  (
    change: Partial<Item>,
    own: Optional<Item>,
    both: Partial<Item> & Counted,
    whole: Whole<Item>,
    picked: Pick<Item, "price">,
  ) => [change, own, both, whole, picked],
);
