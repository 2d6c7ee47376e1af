import { Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace();

function a(b: Depends<typeof c>): number {
  return b;
}

function c(d: Depends<typeof e>): number {
  return d;
}

function e(f: Depends<typeof a>): number {
  return f;
}

app.get("/", (x: Depends<typeof a>) => x);
