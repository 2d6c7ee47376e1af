import { Millrace } from "millrace";
import type { Depends } from "millrace";
import { type Hidden, useNested } from "./deps.ts";

const app = new Millrace();

type Service = { name: string };

const value = 1;

function make() {
  const scoped = () => 1;
  return (a: Depends<typeof scoped>) => a;
}

app.get("/1", (a: Hidden) => a);
app.get("/2", make());
app.get("/3", (a: Depends<typeof value>) => a);
app.get("/4", (a: Depends<() => string>) => a);
app.get("/5", (a: Depends<typeof useNested>) => a);

function page(size: number = 5) {
  return { size };
}
app.get("/7", (page: Depends<typeof page>, other: Depends<typeof page>) => [page, other]);
app.get("/8", (a: string, b: Depends<typeof a>) => [a, b]);

function inside() {
  const scoped = () => 1;
  app.get("/6", (a: Depends<typeof scoped>) => a);
}
inside();
export type { Service };
