import { Millrace } from "millrace";

const app = new Millrace();

interface Page<T> {
  data: T;
}

export default class {
  constructor(readonly app: Millrace) {}
}

namespace Shop {
  export interface Item {
    name: string;
  }
}

interface Item {
  id: number;
}

app.post("/", (page: Page<Record<string, number>>, item: Shop.Item, own: Item) => [page, item, own]);
