import { Millrace } from "millrace";
import type { Int } from "millrace";

const app = new Millrace();

type Scores = Record<string, number>;

interface Bag {
  [key: string]: string;
}

app.post(
  "/",
  (
    scores: Scores,
    plain: Record<string, { a: string }>,
    some: Record<"a" | "b", number>,
    byNumber: Record<number, string>,
    prefixed: Record<`x-${string}`, string>,
    bag: Bag,
    map: Map<string, Int>,
    keyed: Map<number, string>,
    read: ReadonlyMap<"a" | "b", Date>,
    any: object,
  ) => [scores, plain, some, byNumber, prefixed, bag, [...map], [...keyed], [...read], any],
);
