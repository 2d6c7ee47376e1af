import { Millrace } from "millrace";
import type { Field, Int, Query } from "millrace";

const app = new Millrace();

const sizes = ["small", "large", "medium"] as const;
const [first, ...others] = sizes;
const more = [...sizes, "huge"] as const;
const levels = { warn: 3, debug: 1, error: 4 } as const;
type Size = (typeof sizes)[number];
type Level = keyof typeof levels;

interface Row {
  z: string;
  a: number;
}

enum Color {
  Red = "red",
  Blue = "blue",
}

interface Wrapped<T> {
  value: T | null;
  listed?: (Int | "none")[];
  sized: Field<("b" | "a")[], { minItems: 1 }>;
}

app.get("/numbers", (a: Int | boolean, b: boolean | Int, c: Int | Date, d: Date | Int, e: Query<string | Int>) => [a, b, c, d, e]);
app.get("/fields", (a: Field<number, { minimum: 1 }> | Date | Field<string, { minLength: 1 }> | boolean, b: Date | Int | bigint | null) => [a, b]);
app.get("/lists", (a: Size, b: (typeof more)[number], c: Size | "none", d: (typeof sizes)[0 | 1], e: "none" | Size) => [a, b, c, d, e]);
app.get("/objects", (a: (typeof levels)[Level], b: Level, c: keyof Row, d: Row[keyof Row], e: Exclude<Size, "large">) => [a, b, c, d, e]);
app.get("/enums", (a: Int | Color | boolean, b: Color | Int | null, c: "x" | Color.Blue) => [a, b, c]);
app.post("/generic", (a: Wrapped<Size>, b: Wrapped<Int | Date>) => [a, b]);
app.get("/names", (name: typeof first | (typeof others)[number]) => name);
app.get("/properties", (a: Listed["status"], b: Listed["status" | "size"], c?: Listed["size"]) => [a, b, c]);

interface Listed {
  status: "open" | "closed";
  size?: Size;
}
