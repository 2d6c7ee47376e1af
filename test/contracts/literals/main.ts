import { Millrace } from "millrace";

const app = new Millrace();

type Level = "low" | "high";

app.get(
  "/",
  (one: "a", many: "b" | "a" | 3 | true, level: Level, maybe: Level | null, yes: true, digits: 1 | 2, big: 1n | 2n) => [
    one,
    many,
    level,
    maybe,
    yes,
    digits,
    String(big),
  ],
);
