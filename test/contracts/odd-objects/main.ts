import { Millrace } from "millrace";
import { z } from "zod";

const app = new Millrace();

// Objects as enums.
const Status = { Open: "open", Closed: "closed", Old: "old" } as const;
type Status = (typeof Status)[keyof typeof Status];
const Codes = { ok: 200, missing: 404, teapot: 418 } as const;
const Nested = { a: { path: "/a", method: "GET" }, b: { path: "/b", method: "POST" } } as const;
const Pages = [{ name: "home", home: true }, { name: "about" }] as const;

app.get("/constants", (status: Status, code: (typeof Codes)[keyof typeof Codes], path: (typeof Nested)[keyof typeof Nested]["path"], page: (typeof Pages)[number]["name"]) => [status, code, path, page]);
app.post("/whole", (nested: typeof Nested, some: Partial<Record<Status, number>>, full: Record<keyof typeof Codes, Status>) => [nested, some, full]);

// Brands, as libraries make them.
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };
type UserId = Branded<string, "UserId">;
type Cents = Branded<number, "Cents">;
type Point = Branded<{ x: number; y: number }, "Point">;
const Slug = z.string().brand<"Slug">();

app.post("/brands", (id: UserId, cents: Cents | null, point: Point, slug: z.infer<typeof Slug>, ids: Record<UserId, Cents>, either: Branded<"a" | "b", "Letter">) => [id, cents, point, slug, ids, either]);

// Classes.
class Money {
  static readonly zero = new Money(0);
  #cents: number;
  readonly currency: string = "EUR";
  constructor(cents: number) {
    this.#cents = cents;
  }
  get cents(): number {
    return this.#cents;
  }
  /** In whole units. */
  get units() {
    return this.#cents / 100;
  }
  get rate() {
    return 1;
  }
  set rate(_: number) {}
  format = (): string => String(this.#cents);
  plus(other: Money): Money {
    return new Money(this.#cents + other.cents);
  }
}
abstract class Shape {
  abstract readonly sides: number;
  color?: string;
}
class Square extends Shape {
  readonly sides = 4 as const;
  constructor(readonly width: number = 1) {
    super();
  }
}
class Tags extends Set<string> {}
interface Scores extends Map<string, number> {}
interface Names extends ReadonlyArray<string> {}
class ObjectId {
  readonly bytes = new Uint8Array(12);
  toJSON(): string {
    return "";
  }
}

app.get("/money", (): Money => Money.zero);
app.get("/shapes", (): (Shape | Square)[] => [new Square()]);
app.post("/extended", (tags: Tags, scores: Scores, names: Names) => [tags, scores, names]);
app.get("/written", (): { id: ObjectId; others: ObjectId[]; maybe: ObjectId | null } => ({ id: new ObjectId(), others: [], maybe: null }));
app.post("/written", (filter: { id: ObjectId }) => filter);

// Index signatures beside names, and of several kinds.
interface Headers {
  host: string;
  [name: `x-${string}`]: string;
}
type Counted = { total: number } & Record<string, number>;
interface Indexed {
  [index: number]: string;
  length: number;
}

app.post("/indexed", (headers: Headers, counted: Counted, indexed: Indexed, numbered: Record<number, string>) => [headers, counted, indexed, numbered]);

// Tuples.
type Point3 = readonly [x: number, y: number, z?: number];
app.post("/tuples", (point: Point3, call: [name: string, retries?: number, ...at: Date[]], joined: [...[string, number], boolean], list: [("a" | "b")?]) => [point, call, joined, list]);

// Template literals with unions.
type Lang = "en" | "de";
type Locale = `${Lang}-${"US" | "DE"}`;
type Size = `${number}${"px" | "rem" | "%"}` | "auto";
type Event = `on${Capitalize<"click" | "key">}`;
app.get("/templates", (locale: Locale, size: Size, event: Event, version: `v${1 | 2}.${number}`, mixed: `${Lang}:${string}` | null) => [locale, size, event, version, mixed]);
app.post("/templates", (labels: Partial<Record<Locale, string>>, handlers: { [E in Event]?: string }) => [labels, handlers]);
