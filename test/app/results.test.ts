import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BaseResponse,
  DiagnosticError,
  HTMLResponse,
  JSONResponse,
  Millrace,
  PlainTextResponse,
  RedirectResponse,
  Router,
} from "../../src/index.ts";
import type { Body, Int, Query, Reply } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

interface Item {
  name: string;
  /** @default null */
  note?: string | null;
  /** @default 10.5 */
  tax?: number;
}

interface Box {
  items: Item[];
  secret: string;
}

async function textOf(app: Millrace, path: string = "/"): Promise<string> {
  return (await new TestClient(app).get(path)).text();
}

test("include and exclude choose properties, of the elements of a list too", async () => {
  const app = new Millrace();
  const item: Item = { name: "a", note: "n", tax: 1 };
  app.get("/include", { result: { include: ["name", "tax"] } }, (): Item => item);
  app.get("/exclude", { result: { exclude: ["tax"] } }, async (): Promise<Item[]> => [item, item]);
  app.get("/inferred", { result: { exclude: ["secret"] } }, () => ({ items: [item], secret: "s" }));
  app.get("/maybe", { result: { exclude: ["secret"] } }, (): Box | null => ({ items: [], secret: "s" }));
  assert.equal(await textOf(app, "/include"), '{"name":"a","tax":1}');
  assert.equal(await textOf(app, "/exclude"), '[{"name":"a","note":"n"},{"name":"a","note":"n"}]');
  assert.equal(await textOf(app, "/inferred"), '{"items":[{"name":"a","note":"n","tax":1}]}');
  assert.equal(await textOf(app, "/maybe"), '{"items":[]}');
});

test("a name that the result does not have is the author's mistake", () => {
  const app = new Millrace();
  assert.throws(
    () => app.get("/", { result: { exclude: ["secrets"] } }, (): Box => ({ items: [], secret: "s" })),
    (error) => {
      assert.ok(error instanceof DiagnosticError);
      assert.match(
        error.message,
        /^MR120: the result has no property "secrets"\n {2}at .*test\/app\/results.test.ts:\d+:\d+/,
      );
      assert.match(error.message, /hint: its properties are "items", "secret"$/);
      return true;
    },
  );
});

test("what is unset, null or the default can be left out, at any depth", async () => {
  const app = new Millrace();
  const items: Item[] = [
    { name: "a" },
    { name: "b", note: null, tax: 10.5 },
    { name: "c", note: "n", tax: 2 },
  ];
  const box = (): Box => ({ items, secret: "s" });
  const rest = '{"name":"c","note":"n","tax":2}],"secret":"s"}';
  app.get("/filled", box);
  app.get("/unset", { result: { excludeUnset: true } }, box);
  app.get("/null", { result: { excludeNull: true } }, box);
  app.get("/defaults", { result: { excludeDefaults: true } }, box);
  const b = '{"name":"b","note":null,"tax":10.5}';
  assert.equal(await textOf(app, "/filled"), `{"items":[{"name":"a","note":null,"tax":10.5},${b},${rest}`);
  assert.equal(await textOf(app, "/unset"), `{"items":[{"name":"a"},${b},${rest}`);
  assert.equal(
    await textOf(app, "/null"),
    `{"items":[{"name":"a","tax":10.5},{"name":"b","tax":10.5},${rest}`,
  );
  assert.equal(await textOf(app, "/defaults"), `{"items":[{"name":"a"},{"name":"b"},${rest}`);
});

test("they hold for the items of a stream, and leave the document as it is", async () => {
  const app = new Millrace();
  app.get("/", { result: { include: ["name"] } }, function* items(): Generator<Item> {
    yield { name: "a", tax: 1 };
  });
  assert.equal(await textOf(app), '{"name":"a"}\n');
  assert.match(JSON.stringify(app.openapi().paths), /"itemSchema":\{"\$ref":"#\/components\/schemas\/Item"/);
});

test("a class of responses takes in plain results, of the route, its router or the app", async () => {
  const app = new Millrace({ responseClass: HTMLResponse });
  app.get("/page", () => "<p>");
  app.get("/text", { responseClass: PlainTextResponse }, () => "text");
  app.get("/moved", { responseClass: RedirectResponse }, () => "/page");
  app.get("/found", { responseClass: RedirectResponse, status: 302 }, () => "/page");
  app.get("/own", () => new PlainTextResponse("own", { status: 203 }));
  const router = new Router({ responseClass: JSONResponse });
  router.get("/json", (reply: Reply) => {
    reply.status = 201;
    reply.headers.set("x-a", "1");
    return { a: 1 };
  });
  app.includeRouter(router);
  const client = new TestClient(app, { followRedirects: false });
  const seen = async (path: string): Promise<unknown[]> => {
    const response = await client.get(path);
    const { status, headers } = response;
    return [status, headers.get("content-type"), headers.get("location"), await response.text()];
  };
  assert.deepEqual(await seen("/page"), [200, "text/html; charset=utf-8", null, "<p>"]);
  assert.deepEqual(await seen("/text"), [200, "text/plain; charset=utf-8", null, "text"]);
  assert.deepEqual(await seen("/moved"), [307, null, "/page", ""]);
  assert.deepEqual(await seen("/found"), [302, null, "/page", ""]);
  assert.deepEqual(await seen("/own"), [203, "text/plain; charset=utf-8", null, "own"]);
  assert.deepEqual(await seen("/json"), [201, "application/json", null, '{"a":1}']);
  assert.equal((await client.get("/json")).headers.get("x-a"), "1");
});

test("a class of responses is told of in the document", () => {
  const app = new Millrace({ responseClass: HTMLResponse });
  app.get("/page", () => "<p>");
  app.get("/json", { responseClass: JSONResponse }, (): Item => ({ name: "a" }));
  app.get("/moved", { responseClass: RedirectResponse }, () => "/page");
  app.get("/found", { responseClass: RedirectResponse, status: 302 }, () => "/page");
  app.get("/given", { status: 303 }, () => new RedirectResponse("/page", { status: 303 }));
  app.get("/inferred", () => new RedirectResponse("/page"));
  const { paths } = app.openapi();
  const responses = (path: string): unknown => paths[path]?.["get"]?.["responses"];
  const description = "Successful Response";
  assert.deepEqual(responses("/page"), {
    200: { description, content: { "text/html": { schema: { type: "string" } } } },
  });
  assert.deepEqual(responses("/json"), {
    200: { description, content: { "application/json": { schema: { $ref: "#/components/schemas/Item" } } } },
  });
  assert.deepEqual(responses("/moved"), { 307: { description } });
  assert.deepEqual(responses("/found"), { 302: { description } });
  assert.deepEqual(responses("/given"), { 303: { description } });
  assert.deepEqual(responses("/inferred"), { 307: { description } });
});

test("a declared result is checked and filtered before a class of responses gets it", async () => {
  class Shown extends BaseResponse {
    constructor(content: unknown) {
      super(`shown: ${JSON.stringify(content)}`, { mediaType: "text/plain" });
    }
  }
  const app = new Millrace({ responseClass: Shown });
  app.onError = () => {};
  const stored = { name: "a", password: "p" };
  app.get("/declared", (): Item => stored);
  app.get("/inferred", () => stored);
  app.get("/wrong", (): Item => ({ name: 5 }) as unknown as Item);
  assert.equal(await textOf(app, "/declared"), 'shown: {"name":"a","note":null,"tax":10.5}');
  assert.equal(await textOf(app, "/inferred"), 'shown: {"name":"a","password":"p"}');
  const client = new TestClient(app, { raiseServerExceptions: false });
  assert.equal((await client.get("/wrong")).status, 500);
});

test("a class of responses takes in the chunks of a generator as they come", async () => {
  const app = new Millrace();
  app.get("/", { responseClass: HTMLResponse }, async function* () {
    yield "<p>";
    yield "</p>";
  });
  const response = await new TestClient(app).get("/");
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(await response.text(), "<p></p>");
});

test("a response sets and deletes cookies", async () => {
  const app = new Millrace();
  app.get("/", () => new JSONResponse({}).setCookie("a", "1", { httpOnly: true }).deleteCookie("b"));
  const cookies = (await new TestClient(app).get("/")).headers.getSetCookie();
  assert.equal(cookies[0], "a=1; Path=/; HttpOnly; SameSite=Lax");
  assert.match(cookies[1] ?? "", /^b=;.*(Max-Age=0|1970)/);
});

test("a body without a content type is JSON only where the app says so", async () => {
  const send = async (strictContentType?: boolean, type?: string): Promise<number> => {
    const app = new Millrace({ ...(strictContentType !== undefined && { strictContentType }) });
    app.post("/", (item: Item) => item);
    const body = new TextEncoder().encode('{"name":"a"}');
    const headers = type === undefined ? {} : { "content-type": type };
    return (await app.fetch(new Request("http://a/", { method: "POST", body, headers }))).status;
  };
  assert.equal(await send(), 422);
  assert.equal(await send(true), 422);
  assert.equal(await send(false), 200);
  assert.equal(await send(false, "text/plain"), 422);
});

test("a model whose defaults are not filled in holds what was sent", async () => {
  const app = new Millrace();
  app.patch("/", (changes: Body<Item, { fillDefaults: false }>) => changes);
  app.get("/", (filter: Query<Item, { fillDefaults: false }>) => filter);
  const client = new TestClient(app);
  assert.deepEqual(await (await client.patch("/", { json: { name: "a" } })).json(), { name: "a" });
  assert.deepEqual(await (await client.get("/?name=a&tax=3")).json(), { name: "a", tax: 3 });
});

test("OpenAPI's examples stand beside a parameter and a body", () => {
  const app = new Millrace();
  type Examples = { openapiExamples: { one: { summary: "One"; value: 1 } } };
  app.post("/", (body: Body<Int, Examples>, q: Query<Int, Examples>) => [body, q]);
  const operation = app.openapi().paths["/"]?.["post"] as {
    parameters: { examples: unknown }[];
    requestBody: { content: Record<string, { examples: unknown }> };
  };
  const examples = { one: { summary: "One", value: 1 } };
  assert.deepEqual(operation.parameters[0]?.examples, examples);
  assert.deepEqual(operation.requestBody.content["application/json"]?.examples, examples);
});

class Decimal {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toJSON(): string {
    return this.#text;
  }
}

test("an object that writes itself as text is sent as that text, and documented so", async () => {
  const app = new Millrace();
  const at = new Date(0);
  app.get("/", (): { total: Decimal; either: (Decimal | Date | null)[] } => ({
    total: new Decimal("12.50"),
    either: [new Decimal("1"), at, null],
  }));
  assert.equal(await textOf(app), '{"total":"12.50","either":["1","1970-01-01T00:00:00Z",null]}');
});
