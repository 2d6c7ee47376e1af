import { HTTPException, Millrace } from "../../src/index.ts";
import type { Body, Cookie, Depends, EventStream, Field, Form, Header, Int, Query } from "../../src/index.ts";
import { serve } from "../../src/http/node/index.ts";

interface Tree {
  value: Int;
  children?: Tree[];
}

type Shape = { kind: "circle"; radius: number } | { kind: "square"; side: Field<number, { minimum: 0 }> };

interface Everything {
  text: Field<string, { minLength: 1; maxLength: 20; pattern: "^[a-z]+$" }>;
  whole: Int;
  big: bigint;
  flag: boolean;
  date: Date;
  url: URL;
  bytes: Uint8Array;
  pair: [number, string?];
  set: Set<number>;
  map: Map<string, number>;
  record: Record<string, Shape>;
  shape: Shape;
  tree: Tree;
  mixed: string | number | null;
}

async function* resource(q: Int = 0) {
  if (q > 100) throw new HTTPException(409, { q });
  yield q;
}

const app = new Millrace();
app.onError = (error) => process.send?.({ error: String((error as Error).stack) });
app.get("/", () => ({ Hello: "World" }));
app.get(
  "/typed/{id}/{rest:path}",
  (id: Int, rest: string, q?: Query<Date[]>, h?: Header<boolean>, c?: Cookie<number>) => [id, rest, q, h, c],
);
app.on(["POST", "PUT"], "/everything", (everything: Everything) => everything);
app.post("/two", (tree: Tree, shape: Body<Shape>, r: Depends<typeof resource>) => ({ tree, shape, r }));
app.post("/form", (name: Form<string>, age: Form<Int>, files: File[]) => ({
  name,
  age,
  files: files.map((file) => file.size),
}));
app.post("/request", async (request: Request) => (await request.bytes()).length);
app.get("/lines", function* (n: Int = 3) {
  for (let i = 0; i < Math.min(n, 50); i++) yield { i };
});
app.get("/events", async function* (signal: AbortSignal): EventStream<number> {
  for (let i = 0; i < 3 && !signal.aborted; i++) yield i;
});

const server = await serve(app, { host: "127.0.0.1", port: 0, headersTimeout: 2000, bodyTimeout: 1000 });
process.send?.({ port: server.port });
process.on("message", () => {
  globalThis.gc?.();
  const sockets = process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
  process.send?.({ heap: process.memoryUsage().heapUsed, rss: process.memoryUsage().rss, sockets });
});
