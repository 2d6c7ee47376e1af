import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TestClient } from "millrace/testing";
import type { Millrace } from "../../src/index.ts";

const folder = join(import.meta.dirname, "../../examples/from-fastapi");

/** One request to `main.py` under FastAPI 0.141.1 and its answer; tokens are `{name}` of who logged in, dates `{date}`. */
interface Exchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Who logs in. */
    readonly login?: string;
    /** How many server-sent events are waited for before the client leaves. */
    readonly events?: number;
  };
  readonly answer: Answer;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where the port answers otherwise, with the reason. */
const deviations: Readonly<Record<string, string>> = {};

const exchanges = readFileSync(join(import.meta.dirname, "from-fastapi.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Exchange);

async function loadApp(): Promise<Millrace> {
  const { default: app } = (await import(join(folder, "main.ts"))) as { default: Millrace };
  return app;
}

test("the port answers as the original, whatever it is asked", async (context) => {
  await using client = new TestClient(await loadApp(), {
    baseUrl: "http://testserver",
    followRedirects: false,
  });
  const tokens = new Map<string, string>();
  for (const [index, { request, answer }] of exchanges.entries()) {
    const name = `${index + 1}: ${request.method} ${request.path}`;
    const found = await ask(client, request, tokens);
    await context.test(name, () => {
      if (name in deviations) assert.notDeepEqual(comparable(found), comparable(answer));
      else assert.deepEqual(comparable(found), comparable(answer));
    });
  }
});

async function ask(
  client: TestClient,
  { method, path, headers = {}, body, login, events }: Exchange["request"],
  tokens: Map<string, string>,
): Promise<Answer> {
  const filled = Object.entries(headers).map(
    ([name, value]) => [name, value.replace(/\{(\w+)\}/, (_, who: string) => tokens.get(who) ?? "")] as const,
  );
  client.cookies.clear();
  const response = await client.request(method, path, {
    headers: Object.fromEntries(filled),
    ...(body !== undefined && { body }),
  });
  let text = events ? await firstEvents(response, events) : await response.text();
  if (login) tokens.set(login, (JSON.parse(text) as { token: string }).token);
  let cookie = response.headers.get("set-cookie") ?? "";
  for (const [who, token] of tokens) {
    text = text.replace(token, `{${who}}`);
    cookie = cookie.replace(token, `{${who}}`);
  }
  return {
    status: response.status,
    headers: { ...Object.fromEntries(response.headers), ...(cookie && { "set-cookie": cookie }) },
    body: text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "{date}"),
  };
}

async function firstEvents(response: Response, count: number): Promise<string> {
  assert.ok(response.body);
  let text = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.split("\n\n").length > count) break;
  }
  return text;
}

/** What must be the same: the status, the body as a value, and the headers that say something of it. */
function comparable({ status, headers, body }: Answer): object {
  const names = ["etag", "www-authenticate", "content-disposition"];
  const location = headers["location"];
  // What there is not, has no type; FastAPI gives it one now and then.
  const type = body === "" ? "" : (headers["content-type"] ?? "");
  return {
    status,
    type,
    location: location === undefined ? undefined : new URL(location, "http://testserver").href,
    headers: Object.fromEntries(names.map((name) => [name, headers[name]])),
    cookie: cookieParts(headers["set-cookie"] ?? ""),
    body: type.includes("json") ? body.split("\n").filter(Boolean).map(jsonOf) : body,
  };
}

function jsonOf(text: string): unknown {
  return JSON.parse(text);
}

/** A cookie as the client keeps it: how its attributes are ordered and spelt says nothing. */
function cookieParts(cookie: string): readonly string[] {
  const parts = cookie.toLowerCase().replaceAll('"', "").split(/; */);
  return parts.filter((part) => !part.startsWith("expires=")).sort();
}

test("every route of the port is asked for, well and badly", async () => {
  const app = await loadApp();
  const asked = (path: string, method: string, good: boolean): boolean =>
    exchanges.some(({ request, answer }) => {
      const [target = ""] = request.path.split("?");
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
      return method === request.method && pattern.test(target) && answer.status < 400 === good;
    });
  const cannotFail = new Set(["/index.html", "/health"]);
  for (const { methods, path } of app.routes)
    for (const method of methods) {
      assert.ok(asked(path, method, true), `${method} ${path}, well`);
      assert.ok(cannotFail.has(path) || asked(path, method, false), `${method} ${path}, badly`);
    }
});

test("the stream of news goes on with what happens, and ends when the client leaves", async () => {
  const app = await loadApp();
  await using client = new TestClient(app);
  const asUser = async (path: string, json: unknown, token?: string): Promise<Response> =>
    client.post(path, { json, ...(token && { headers: { authorization: `Bearer ${token}` } }) });
  await asUser("/users", { name: "eve", password: "holiday-5" });
  const body = new URLSearchParams({ name: "eve", password: "holiday-5" });
  const { token } = (await (await client.post("/users/login", { body })).json()) as { token: string };
  const added = await asUser("/tools", { name: "rake", category: "garden" }, token);
  const { id } = (await added.json()) as { id: number };

  const leaving = new AbortController();
  const response = await client.get("/news", { signal: leaving.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  let text = "";
  const until = async (part: string): Promise<void> => {
    while (!text.includes(part)) text += (await reader.read()).value ?? assert.fail(`no ${part}`);
  };
  await until(`"kind":"added","tool":${id}}`);
  await asUser(`/tools/${id}/loan`, { days: 2 }, token);
  await until(`"kind":"borrowed","tool":${id}}`);
  leaving.abort();
  await assert.rejects(async () => {
    while (!(await reader.read()).done);
  });
  const busy = async (): Promise<number> =>
    ((await (await client.get("/health")).json()) as { busy: number }).busy;
  for (let tries = 0; (await busy()) > 1 && tries < 50; tries++) await new Promise(setImmediate);
  assert.equal(await busy(), 1, "the stream's own count is taken back");
});

test("the port is no longer than the original", () => {
  const [original, port] = ["main.py", "main.ts"].map((file) => readFileSync(join(folder, file), "utf8"));
  assert.ok(original && port);
  const lines = (text: string): number => text.split("\n").filter((line) => line.trim()).length;
  const letters = (text: string): number => text.replaceAll(/\s/g, "").length;
  assert.ok(lines(port) <= lines(original), `${lines(port)} lines, the original has ${lines(original)}`);
  assert.ok(
    letters(port) <= letters(original),
    `${letters(port)} letters, the original has ${letters(original)}`,
  );
});
