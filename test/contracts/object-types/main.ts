import { Millrace } from "millrace";

const app = new Millrace();

/** A point. */
type Point = { x: number; y: number };
type Same = Point;

app.post("/", (point: Point, same: Same, inline: { a: string; b?: { c: number[] } }) => ({ point, same, inline }));
