import assert from "node:assert/strict";
import { test } from "node:test";
import { Millrace } from "millrace";
import { TestClient, type TestClientOptions } from "millrace/testing";
import { holds, type Same } from "./equality.ts";

// What is wrong here is found by `tsc`: a line under `@ts-expect-error` must be an error, and every other line none.

test("a client gives the web's response", async () => {
  const app = new Millrace();
  app.get("/", () => "hello");
  await using client = new TestClient(app, { headers: { "x-mill": "race" }, cookies: { a: "b" } });
  holds<[Same<ReturnType<typeof client.get>, Promise<Response>>]>();
  const response = await client.get("/", {
    query: { a: 1, b: ["x", true], c: undefined },
    followRedirects: false,
  });
  assert.equal(await response.json(), "hello");
});

export function wrongRequests(client: TestClient): unknown[] {
  return [
    client.post("/", { json: { a: [1] }, signal: AbortSignal.timeout(5) }),
    client.put("/", { body: new FormData(), headers: { "x-mill": "race" } }),
    // @ts-expect-error -- it is `json`
    client.post("/", { data: {} }),
    // @ts-expect-error -- a body is what the web's `fetch` takes
    client.post("/", { body: { a: 1 } }),
    // @ts-expect-error -- it is `query`
    client.get("/", { params: { a: 1 } }),
    // @ts-expect-error -- a query holds no objects
    client.get("/", { query: { a: { b: 1 } } }),
    // @ts-expect-error -- a header's value is text
    client.get("/", { headers: { "x-count": 5 } }),
    // @ts-expect-error -- a path is text
    client.get(new URL("http://testserver/")),
    // @ts-expect-error -- the body comes as promised
    client.get("/").json(),
  ];
}

export function wrongClients(): unknown[] {
  // @ts-expect-error -- it is `baseUrl`
  const options: TestClientOptions = { baseURL: "http://testserver" };
  return [
    options,
    // @ts-expect-error -- a client needs an app
    new TestClient(),
    // @ts-expect-error -- an app answers exchanges
    new TestClient({ routes: [] }),
    // @ts-expect-error -- a cookie's value is text
    new TestClient(new Millrace(), { cookies: { a: 1 } }),
  ];
}
