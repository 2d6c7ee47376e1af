import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type Server, serve } from "../../src/http/node/index.ts";
import { HTMLResponse, Millrace } from "../../src/index.ts";
import type { Depends, EventStream, Reply } from "../../src/index.ts";
import { compression, cors, csrf, securityHeaders, sessions } from "../../src/middleware/index.ts";
import { launchChromium, skip } from "../openapi/chromium.ts";

interface Visit {
  count: number;
}

/** The pages, which use an API of another origin. */
const pages = new Millrace();
pages.get("/", () => new HTMLResponse("<title>pages</title>"));

let api: Server;
let own: Server;
let strange: Server;
let browser: Browser;

function makeApi(origin: string): Millrace {
  const visits = sessions<Visit>({ secret: "secret" });
  const app = new Millrace();
  app.onError = () => undefined;
  app.use(
    cors({
      allowOrigins: [origin],
      allowMethods: ["GET", "PUT"],
      allowHeaders: ["x-a"],
      exposeHeaders: ["x-b"],
      allowCredentials: true,
    }),
    securityHeaders(),
    csrf({ trustedOrigins: [origin] }),
    compression({ minimumSize: 1 }),
    visits.middleware,
  );
  app.put("/items", (item: { n: number }, reply: Reply) => {
    reply.headers.set("x-b", "seen").set("x-c", "hidden");
    return item;
  });
  app.get("/broken", () => {
    throw new Error("broken");
  });
  app.get("/visits", (visit: Depends<typeof visits>) => {
    visit.data.count = (visit.data.count ?? 0) + 1;
    return visit.data.count;
  });
  app.post("/transfer", () => "done");
  app.get("/events", async function* (signal: AbortSignal): EventStream<number> {
    yield 1;
    yield 2;
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
  });
  return app;
}

before(async () => {
  if (skip) return;
  [own, strange] = await Promise.all([serve(pages, { port: 0 }), serve(pages, { port: 0 })]);
  api = await serve(makeApi(own.url), { port: 0 });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await Promise.all([own, strange, api].map((server) => server?.close(0)));
});

/** Runs `use` on a page that `server` has sent. */
async function on<T>(server: Server, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage();
  await page.goto(server.url);
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

test("a page of an allowed origin reads answers, their headers, and errors", { skip }, async () => {
  const seen = await on(own, (page) =>
    page.evaluate(async (url) => {
      const headers = { "content-type": "application/json", "x-a": "1" };
      const put = await fetch(`${url}/items`, { method: "PUT", headers, body: '{"n":3}' });
      const broken = await fetch(`${url}/broken`);
      return [
        await put.json(),
        put.headers.get("x-b"),
        put.headers.get("x-c"),
        broken.status,
        await broken.text(),
        await fetch(`${url}/items`, { method: "DELETE" }).catch((error: Error) => error.name),
      ];
    }, api.url),
  );
  assert.deepEqual(seen, [{ n: 3 }, "seen", null, 500, "Internal Server Error", "TypeError"]);
});

test("a page of another origin reads nothing", { skip }, async () => {
  const seen = await on(strange, (page) =>
    page.evaluate((url) => fetch(`${url}/visits`).catch((error: Error) => error.name), api.url),
  );
  assert.equal(seen, "TypeError");
});

test("a session goes along with credentials", { skip }, async () => {
  const counts = await on(own, (page) =>
    page.evaluate(async (url) => {
      const visit = async (): Promise<unknown> =>
        (await fetch(`${url}/visits`, { credentials: "include" })).json();
      return [await visit(), await visit()];
    }, api.url),
  );
  assert.deepEqual(counts, [1, 2]);
});

test("compressed events arrive one by one", { skip }, async () => {
  const events = await on(own, (page) =>
    page.evaluate(
      (url) =>
        new Promise<string[]>((resolve) => {
          const source = new EventSource(`${url}/events`);
          const seen: string[] = [];
          source.addEventListener("message", ({ data }) => {
            seen.push(String(data));
            if (seen.length < 2) return;
            source.close();
            resolve(seen);
          });
        }),
      api.url,
    ),
  );
  assert.deepEqual(events, ["1", "2"]);
});

test("a form of another site is refused, one of a trusted page is not", { skip }, async () => {
  const submit = (server: Server): Promise<[number | undefined, string]> =>
    on(server, async (page) => {
      await page.setContent(`<form method="post" action="${api.url}/transfer"></form>`);
      const [response] = await Promise.all([
        page.waitForNavigation(),
        page.evaluate("document.forms[0].submit()"),
      ]);
      return [response?.status(), (await response?.text()) ?? ""];
    });
  assert.deepEqual(await submit(strange), [403, '{"detail":"Cross-origin request refused"}']);
  assert.deepEqual(await submit(own), [200, '"done"']);
});
