import { Millrace } from "millrace";

const app = new Millrace();

/**
 * Something for sale.
 * @title Goods
 * @example {"name": "Hammer"}
 */
interface Item {
  /**
   * What it is called.
   * @minLength 1
   * @maxLength 20
   * @pattern ^[A-Z]{1,3}@\w+$
   * @example Hammer
   * @example "Saw"
   */
  name: string;
  /** @minimum 0 @deprecated */
  price: number;
  /**
   * @exclusiveMinimum 0
   * @multipleOf 0.01
   * @default 1.5
   */
  weight: number;
  /** @default [] @uniqueItems */
  tags: string[];
  /** @format email */
  contact?: string;
  /**
   * @deprecated use `contact`
   * @see https://example.com
   */
  mail?: string;
}

/**
 * A short name.
 * @minLength 2
 */
type Short = string;

interface Person {
  short: Short;
  /** Another one. */
  other?: Short;
}

app.post("/", (item: Item, short: Short, person: Person) => [item, short, person]);
