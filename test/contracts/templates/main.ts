import { Millrace } from "millrace";

const app = new Millrace();

type Id = `user-${number}`;

app.get(
  "/{id}",
  (
    id: Id,
    version: `v${bigint}.${number}`,
    any: `${string}@${string}.com`,
    choice: `${"a" | "b"}-${string}`,
    odd: `(${number})?`,
    upper: Uppercase<string>,
    flag: `is-${boolean}`,
  ) => [id, version, any, choice, odd, upper, flag],
);
