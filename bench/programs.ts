/** A server of `node:http` alone. */
export const bareProgram = `import { createServer } from "node:http";
createServer((_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end('{"Hello":"World"}');
}).listen(Number(process.env.PORT), "127.0.0.1");
`;

/** An app of five routes: a model, a dependency, a query, a stream. */
export const smallProgram = `import { HTTPException, Millrace, StreamingResponse } from "millrace";
import type { Depends, Field, Int, Query } from "millrace";

interface Item { name: Field<string, { minLength: 1 }>; price: number; tags?: string[] }

const items = new Map<number, Item>();
function getItems() { return items; }
type Items = Depends<typeof getItems>;

const app = new Millrace({ title: "Small" });
app.get("/", () => ({ Hello: "World" }));
app.get("/items/{id}", (id: Int, items: Items): Item => {
  const item = items.get(id);
  if (!item) throw new HTTPException(404, "Item not found");
  return item;
});
app.post("/items", { status: 201 }, (item: Item, items: Items): Item => { items.set(items.size, item); return item; });
app.get("/search", (items: Items, q?: Query<string, { maxLength: 50 }>) => ({ q, found: items.size }));
app.get("/stream", () => new StreamingResponse((async function* () { yield "Streaming data 0\\n"; })()));
export default app;
`;

/** An app of 200 routes over 100 model types, in ten modules. */
export function largeProgram(): Record<string, string> {
  return programOf(part);
}

/** An app of 200 routes over 100 model types, each at the bottom of five levels of generic types, in ten modules. */
export function genericProgram(): Record<string, string> {
  return { ...programOf(genericPart), "generics.ts": generics };
}

const generics = `import type { Field, Int } from "millrace";
export interface Page<T> { items: T[]; total: Int; next: Int | null }
export interface Versioned<T> { version: Int; value: T; before?: T }
export type Outcome<T, E = string> = { ok: true; result: T } | { ok: false; error: E };
export interface Owned<T, Id> { owner: { id: Id; name: Field<string, { minLength: 1 }> }; thing: Readonly<T> }
export type Change<T> = { [K in keyof T]?: T[K] | null };
`;

function programOf(part: (module: number) => string): Record<string, string> {
  const files: Record<string, string> = {};
  for (let module = 0; module < 10; module++) files[`part${module}.ts`] = part(module);
  const numbers = Object.keys(files).map((_, number) => number);
  files["main.ts"] = [
    `import { Millrace } from "millrace";`,
    ...numbers.map((number) => `import { router as part${number} } from "./part${number}.ts";`),
    `const app = new Millrace({ title: "Large" });`,
    `app.get("/", () => ({ Hello: "World" }));`,
    ...numbers.map((number) => `app.includeRouter(part${number});`),
    `export default app;`,
  ].join("\n");
  return files;
}

function part(module: number): string {
  const lines = [
    `import { Router } from "millrace";`,
    `import type { Field, Int, Query } from "millrace";`,
    `export const router = new Router({ prefix: "/part${module}", tags: ["part${module}"] });`,
  ];
  for (let model = 0; model < 10; model++) {
    const name = `Model${module}x${model}`;
    const before = model === 0 ? "string" : `Model${module}x${model - 1}`;
    lines.push(
      `/** The model ${name}. */`,
      `export interface ${name} { id: Int; name: Field<string, { minLength: 1; maxLength: 80 }>; created: Date;`,
      `  state: "new" | "open" | "closed"; tags: string[]; price?: number; note: string | null; before?: ${before} }`,
      `/** Find one ${name}. */`,
      `router.get("/${model}/{id}", (id: Int, full?: Query<boolean>): ${name} => {`,
      `  throw new Error(String(id) + String(full));`,
      `});`,
      `router.post("/${model}", { status: 201 }, (body: ${name}): ${name} => body);`,
    );
  }
  return lines.join("\n");
}

function genericPart(module: number): string {
  const lines = [
    `import { Router } from "millrace";`,
    `import type { Field, Int, Query } from "millrace";`,
    `import type { Change, Outcome, Owned, Page, Versioned } from "./generics.ts";`,
    `export const router = new Router({ prefix: "/part${module}", tags: ["part${module}"] });`,
  ];
  for (let model = 0; model < 10; model++) {
    const name = `Model${module}x${model}`;
    lines.push(
      `/** The model ${name}. */`,
      `export interface ${name} { id: Int; name: Field<string, { minLength: 1; maxLength: 80 }>; created: Date;`,
      `  state: "new" | "open" | "closed"; tags: string[]; price?: number; note: string | null }`,
      `router.get("/${model}", (page?: Query<Int>): Page<Versioned<Outcome<Owned<Change<${name}>, Int>>>> => {`,
      `  throw new Error(String(page));`,
      `});`,
      `router.post("/${model}", { status: 201 }, (`,
      `  body: Versioned<Owned<Page<Change<Omit<${name}, "id">>>, string>>,`,
      `): Outcome<Page<Owned<Versioned<Pick<${name}, "id" | "name">>, Int>>> => {`,
      `  throw new Error(String(body.version));`,
      `});`,
    );
  }
  return lines.join("\n");
}
