import assert from "node:assert/strict";
import { test } from "node:test";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import * as v from "valibot";
import { z } from "zod";
import { HTTPException, Millrace } from "../../src/index.ts";
import type { Body, Check, Depends, Field, Form, Int, Query } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";
import type { Filters, Order, slug } from "./rules.ts";

async function issuesOf(response: Promise<Response>): Promise<unknown> {
  const { status, body } = await answerOf(response);
  assert.equal(status, 422);
  return (body as { detail: unknown }).detail;
}

async function answerOf(response: Promise<Response>): Promise<{ status: number; body: unknown }> {
  const answer = await response;
  return { status: answer.status, body: await answer.json() };
}

const valueError = (loc: readonly (string | number)[], message: string, input: unknown): unknown => ({
  type: "value_error",
  loc,
  msg: `Value error, ${message}`,
  input,
  ctx: { error: {} },
});

function isbn(id: string): void {
  if (!id.startsWith("isbn-")) throw new Error('Invalid ID format, it must start with "isbn-"');
}

const atMost = (most: number) => (value: number) => {
  if (value > most) throw new RangeError(`above ${most}`);
};
const atMost9 = atMost(9);
const atMost99 = atMost(99);

interface Signup {
  name: Check<Field<string, { minLength: 2 }>, typeof slug>;
  password: string;
  repeated: string;
  age?: Check<Int, typeof atMost99> | null;
}

function repeatsPassword({ password, repeated }: Signup): void {
  if (password !== repeated) throw new Error("Passwords do not match");
}

interface Page<T> {
  items: T[];
}

function pageSize(size: Query<Check<Int, typeof atMost9>> = 5): number {
  return size;
}

const app = new Millrace();
app.get("/isbn", (id: Check<string, typeof isbn>) => ({ id }));
app.get("/slug", (text: Query<Check<string, typeof slug>>, size: Depends<typeof pageSize>) => ({
  text,
  size,
}));
app.post("/signup", (user: Check<Signup, typeof repeatsPassword>) => user);
app.post("/orders", (page: Page<Order>) => page.items.length);
app.post("/order", (order: Order): Order => ({ ...order, stock: 0 }));
app.get("/status", (n: Check<Int, typeof teapot>) => n);
app.get("/asynchronous", (n: Check<Int, typeof asynchronous>) => n);
app.get("/broken", (n: Check<Int, typeof broken>) => n);

function teapot(n: number): void {
  throw new HTTPException(400 + n, "I am a teapot");
}

/** Its type does not say that it is asynchronous. */
function asynchronous(n: number): unknown {
  return n < 0 ? n : Promise.reject(new Error("nobody waits"));
}

function broken(n: number): void {
  (n as unknown as { gone: { method(): void } }).gone.method();
}

const client = new TestClient(app);

test("a check refuses with FastAPI's value_error, after the type's own issues", async () => {
  assert.deepEqual(await answerOf(client.get("/isbn?id=isbn-1")), { status: 200, body: { id: "isbn-1" } });
  const message = 'Invalid ID format, it must start with "isbn-"';
  assert.deepEqual(await issuesOf(client.get("/isbn?id=wrong")), [
    valueError(["query", "id"], message, "wrong"),
  ]);
  assert.deepEqual(await issuesOf(client.get("/isbn")), [
    { type: "missing", loc: ["query", "id"], msg: "Field required", input: null },
  ]);
});

test("what a check from another module returns takes the value's place, and dependencies have checks too", async () => {
  const text = encodeURIComponent(" Hello World ");
  const { body } = await answerOf(client.get(`/slug?text=${text}&size=9`));
  assert.deepEqual(body, { text: "hello-world", size: 9 });
  assert.deepEqual(await issuesOf(client.get("/slug?text=a&size=10")), [
    valueError(["query", "size"], "above 9", "10"),
  ]);
});

test("a check of a whole model compares its fields, when each is right in itself", async () => {
  const post = (json: unknown): Promise<Response> => client.post("/signup", { json });
  const right = { name: "Ada Lovelace", password: "a", repeated: "a", age: "36" };
  assert.deepEqual(await answerOf(post(right)), {
    status: 200,
    body: { ...right, name: "ada-lovelace", age: 36 },
  });
  const wrong = { ...right, repeated: "b" };
  assert.deepEqual(await issuesOf(post(wrong)), [valueError(["body"], "Passwords do not match", wrong)]);
  assert.deepEqual(await issuesOf(post({ ...wrong, name: "A", age: 100 })), [
    {
      type: "string_too_short",
      loc: ["body", "name"],
      msg: "String should have at least 2 characters",
      input: "A",
      ctx: { min_length: 2 },
    },
    valueError(["body", "age"], "above 99", 100),
  ]);
});

test("checks hold in generic types and lists; a result is not asked", async () => {
  const items = [
    { stock: 2, wanted: 1 },
    { stock: 1, wanted: 2 },
  ];
  assert.deepEqual(await issuesOf(client.post("/orders", { json: { items } })), [
    valueError(["body", "items", 1], "not that many in stock", items[1]),
  ]);
  const order = await answerOf(client.post("/order", { json: items[0] }));
  assert.deepEqual(order, { status: 200, body: { stock: 0, wanted: 1 } });
});

test("an HTTPException in a check is the answer, a mistake in a check the program's own error", async () => {
  assert.equal((await client.get("/status?n=18")).status, 418);
  await assert.rejects(client.get("/broken?n=1"), TypeError);
  await assert.rejects(client.get("/asynchronous?n=1"), /asynchronous checks asynchronously/);
});

test("a checked type is documented as the type", () => {
  const { paths, components } = app.openapi() as unknown as {
    paths: Record<string, Record<string, { parameters: { schema: unknown }[] }>>;
    components: { schemas: Record<string, unknown> };
  };
  assert.deepEqual(paths["/isbn"]?.["get"]?.parameters[0]?.schema, { type: "string", title: "Id" });
  assert.ok("OrderData" in components.schemas);
});

const ZodItem = z.object({
  name: z.string().min(2),
  price: z.number().positive(),
  tags: z.array(z.string()).default([]),
});
type ZodItem = z.infer<typeof ZodItem>;
const ValibotItem = v.object({ name: v.pipe(v.string(), v.minLength(2)), price: v.optional(v.number()) });
const ValibotQuery = toStandardJsonSchema(v.object({ q: v.pipe(v.string(), v.minLength(2)), n: v.number() }));
const ArkItem = type({ name: "string >= 2", "price?": "number > 0" });
const ArkQuery = type({ q: "string >= 2", "n?": "string.integer.parse" });
const Email = z.email();
const Login = z.strictObject({ user: z.string(), remember: z.boolean().default(false) });

const schemas = new Millrace();
schemas.post("/zod", (item: Body<typeof ZodItem>): ZodItem => item);
schemas.post("/valibot", (item: Body<typeof ValibotItem>) => item);
schemas.post("/ark", (item: Body<typeof ArkItem>) => item);
schemas.get("/zod", (filters: Query<typeof Filters>, email?: Query<typeof Email>) => ({ ...filters, email }));
schemas.get("/valibot", (filters: Query<typeof ValibotQuery>) => filters);
schemas.get("/ark", (filters: Query<typeof ArkQuery>) => filters);
schemas.post("/login", (login: Form<typeof Login>) => login);
const schemaClient = new TestClient(schemas);

test("a body is what a Standard Schema gives, and its issues are placed in the 422", async () => {
  const item = await answerOf(schemaClient.post("/zod", { json: { name: "ab", price: 1, more: 1 } }));
  assert.deepEqual(item, { status: 200, body: { name: "ab", price: 1, tags: [] } });
  const wrong = { name: "a", price: 1, tags: [1] };
  assert.deepEqual(await issuesOf(schemaClient.post("/zod", { json: wrong })), [
    {
      type: "value_error",
      loc: ["body", "name"],
      msg: "Too small: expected string to have >=2 characters",
      input: "a",
    },
    {
      type: "value_error",
      loc: ["body", "tags", 0],
      msg: "Invalid input: expected string, received number",
      input: 1,
    },
  ]);
  for (const path of ["/valibot", "/ark"]) {
    const right = await answerOf(schemaClient.post(path, { json: { name: "ab", price: 2 } }));
    assert.deepEqual(right, { status: 200, body: { name: "ab", price: 2 } });
    const [issue] = (await issuesOf(schemaClient.post(path, { json: { name: "a" } }))) as { loc: unknown }[];
    assert.deepEqual(issue?.loc, ["body", "name"]);
  }
});

test("a query's parameters are the properties of a Standard Schema, read from text as its types say", async () => {
  const zod = await answerOf(schemaClient.get("/zod?q=ab&tags=x&tags=y&email=a@example.com"));
  assert.deepEqual(zod.body, { q: "ab", page: 1, tags: ["x", "y"], email: "a@example.com" });
  const found = (await issuesOf(schemaClient.get("/zod?q=a&page=1.5&email=a"))) as Record<string, unknown>[];
  assert.deepEqual(
    found.map(({ type, loc, input }) => [type, loc, input]),
    [
      ["value_error", ["query", "q"], "a"],
      ["value_error", ["query", "page"], 1.5],
      ["value_error", ["query", "email"], "a"],
    ],
  );
  assert.deepEqual(await issuesOf(schemaClient.get("/valibot?q=ab&n=x")), [
    {
      type: "float_parsing",
      loc: ["query", "n"],
      msg: "Input should be a valid number, unable to parse string as a number",
      input: "x",
    },
  ]);
  assert.deepEqual((await answerOf(schemaClient.get("/valibot?q=ab&n=1.5"))).body, { q: "ab", n: 1.5 });
  assert.deepEqual((await answerOf(schemaClient.get("/ark?q=ab&n=7"))).body, { q: "ab", n: 7 });
});

test("a form's fields are those of a Standard Schema, which says what it makes of others", async () => {
  const post = (fields: Record<string, string>): Promise<Response> =>
    schemaClient.post("/login", { body: new URLSearchParams(fields) });
  assert.deepEqual(await answerOf(post({ user: "ada", remember: "on" })), {
    status: 200,
    body: { user: "ada", remember: true },
  });
  const [issue] = (await issuesOf(post({ user: "ada", extra: "1" }))) as { msg: string }[];
  assert.match(issue?.msg ?? "", /Unrecognized key/);
});

test("a document says what the schema says of itself; what has no JSON Schema is told as TypeScript knows it", () => {
  const { paths, components } = schemas.openapi() as unknown as {
    paths: Record<
      string,
      Record<string, { parameters: { name: string; required: boolean; schema: unknown }[] }>
    >;
    components: { schemas: Record<string, unknown> };
  };
  assert.deepEqual(components.schemas["ZodItem-Input"], {
    title: "ZodItem-Input",
    type: "object",
    properties: {
      name: { type: "string", minLength: 2 },
      price: { type: "number", exclusiveMinimum: 0 },
      tags: { default: [], type: "array", items: { type: "string" } },
    },
    required: ["name", "price"],
  });
  assert.deepEqual(components.schemas["ValibotItem"], {
    title: "ValibotItem",
    type: "object",
    properties: { name: { type: "string", title: "Name" }, price: { type: "number", title: "Price" } },
    required: ["name"],
    additionalProperties: {},
  });
  const [q, n] = paths["/valibot"]?.["get"]?.parameters ?? [];
  assert.deepEqual(q, {
    name: "q",
    in: "query",
    required: true,
    schema: { type: "string", minLength: 2, title: "Q" },
  });
  assert.deepEqual(n?.schema, { type: "number", title: "N" });
  const email = paths["/zod"]?.["get"]?.parameters.find(({ name }) => name === "email");
  assert.equal((email?.schema as { format?: string } | undefined)?.format, "email");
});
