import { Millrace } from "millrace";
import type { Depends, Field, Int, Query } from "millrace";

const app = new Millrace();

interface Endless<T> {
  value: T;
  next?: Endless<T[]>;
}

interface Self {
  self: this;
  n: number;
}

interface A {
  b: B;
}

interface B {
  a?: A;
  list: A[];
  map: Map<string, A>;
  pair: [A, B?];
}

type Chain = { next: Chain } | null;

const levels = { Low: "low", High: "high" } as const;
type Level = (typeof levels)[keyof typeof levels];

class Base<T> {
  constructor(readonly value: T) {}
}

class Derived extends Base<string> {
  extra = 1;
}

app.post("/1", (endless: Endless<string>) => endless);
app.post("/2", (self: Self, a: A, chain: Chain, chains: Chain[]) => [self, a, chain, chains]);
app.post("/3", (level: Level, levels: Level[] = [], derived: Derived, base: Base<number[]>) => [level, levels, derived, base]);
app.post("/4", (either: Query<string> | Query<number>, keyed: { "a-b": string; [Symbol.iterator]?: number; 1: string }) => [either, keyed]);
app.post("/5", (named: Field<{ a: string }, { description: "anonymous" }>, when: Field<Date, { description: "when" }>, list: Field<string[] | null, { minItems: 1 }>) => [named, when, list]);
app.get("/6", (a: keyof B, b: `${keyof A}-x`, c: NonNullable<string | null>, d: string & ("a" | "b"), e: never[], f: Int & number) => [a, b, c, d, e, f]);
app.get("/7", () => new Map([["a", new Set([1])]]));
app.get("/8", (): Iterable<string> | Response => []);
