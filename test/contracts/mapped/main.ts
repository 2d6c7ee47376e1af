import { Millrace } from "millrace";

const app = new Millrace();

interface Item {
  /** The name. */
  name: string;
  price: number;
  tags?: string[];
}

type Draft = Partial<Item>;
type Getters<T> = { [K in keyof T as `get_${string & K}`]: T[K] };
type Flags<T> = { [K in keyof T]-?: boolean };
type Unwrap<T> = T extends Array<infer U> ? U : T;

app.patch(
  "/",
  (
    draft: Draft,
    inline: Partial<Item>,
    picked: Pick<Item, "name">,
    omitted: Omit<Item, "name">,
    required: Required<Item>,
    readonly: Readonly<Item>,
    renamed: Getters<Item>,
    flags: Flags<Item>,
    unwrapped: Unwrap<Item[]>,
    key: keyof Item,
    access: Item["price"],
  ) => [draft, inline, picked, omitted, required, readonly, renamed, flags, unwrapped, key, access],
);
