import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { type EventStream, type Int, Millrace } from "../../src/index.ts";
import type { Server } from "../../src/http/node/index.ts";
import { serve } from "../../src/http/node/index.ts";
import { complaintsOf, launchChromium, skip } from "./chromium.ts";

interface Item {
  id: Int;
  note?: string;
}

/** Find **one** item. */
function readItem(id: Int, note?: string): Item {
  return { id, note: `${note} (live)` };
}

async function* countUp(): AsyncGenerator<number> {
  yield* [1, 2, 3];
}

const app = new Millrace({
  title: "Mills & Races",
  openapiTags: [{ name: "items", description: "Things." }],
});
app.get("/items/{id}", { tags: ["items"] }, readItem);
app.get("/count", countUp);

/** Ticks until it is left. */
async function* tick(signal: AbortSignal): EventStream<number> {
  for (let i = 1; !signal.aborted; i++) {
    yield i;
    await setTimeout(20);
  }
  left.resolve();
}

const left = Promise.withResolvers<void>();
app.get("/ticks", tick);

let server: Server;
let browser: Browser;

before(async () => {
  if (skip) return;
  server = await serve(app, { host: "127.0.0.1", port: 0 });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * Opens a page of the app and runs `use` on it; anything said to the console and any request elsewhere is a failure, and so
 * is a request that fails, but the one that is `stopped`.
 */
async function visit(path: string, use: (page: Page) => Promise<void>, stopped?: string): Promise<void> {
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await page.goto(server.url + path, { waitUntil: "networkidle" });
  await use(page);
  await page.screenshot({ path: join(tmpdir(), `millrace-${path.slice(1)}.png`), fullPage: true });
  await page.close();
  const expected = stopped === undefined ? [] : [`failed: ${server.url}${stopped}`];
  assert.deepEqual(complaints, expected);
}

test("/docs lists the operations, and tries one out", { skip }, async () => {
  await visit("/docs", async (page) => {
    assert.equal(await page.title(), "Mills & Races - Swagger UI");
    assert.deepEqual(await page.locator(".opblock-summary-path").allInnerTexts(), [
      "/items/{id}",
      "/count",
      "/ticks",
    ]);
    const operation = page.locator("#operations-items-readItem");
    await operation.locator(".opblock-summary").click();
    await operation.getByRole("button", { name: "Try it out" }).click();
    assert.match(await operation.innerText(), /Find one item\./);
    await operation.locator('tr[data-param-name="id"] input').fill("42");
    await operation.locator('tr[data-param-name="note"] input').fill("a wheel");
    await operation.getByRole("button", { name: "Execute" }).click();
    const live = operation.locator(".live-responses-table .response");
    await live.waitFor();
    assert.match(await live.innerText(), /^200/);
    const body: unknown = JSON.parse(await live.locator(".highlight-code code").first().innerText());
    assert.deepEqual(body, { id: 42, note: "a wheel (live)" });
  });
});

test("/docs shows the items of a stream as they arrive, and stops it", { skip }, async () => {
  await visit(
    "/docs",
    async (page) => {
      const operation = page.locator("#operations-default-tick");
      await operation.locator("button.opblock-summary-control").click();
      await operation.getByRole("button", { name: "Try it out" }).click();
      await operation.getByRole("button", { name: "Execute" }).click();
      const body = operation.locator(".live-responses-table .stream-body");
      await body.filter({ hasText: "data: 3" }).waitFor();
      assert.match(await operation.locator(".stream-state").innerText(), /^\d+ items, open$/);
      await page.screenshot({ path: join(tmpdir(), "millrace-docs-stream.png"), fullPage: true });
      await operation.getByRole("button", { name: "Stop" }).click();
      await left.promise;
      await operation.locator(".stream-state", { hasText: "stopped" }).waitFor();
      assert.equal(await operation.getByRole("button", { name: "Stop" }).count(), 0);
      assert.match(await body.innerText(), /^data: 1\n\ndata: 2\n\n/);
    },
    "/ticks",
  );
  await visit("/docs", async (page) => {
    const operation = page.locator("#operations-default-countUp");
    await operation.locator("button.opblock-summary-control").click();
    await operation.getByRole("button", { name: "Try it out" }).click();
    await operation.getByRole("button", { name: "Execute" }).click();
    await operation.locator(".stream-state", { hasText: "3 items, ended" }).waitFor();
    assert.equal(await operation.locator(".live-responses-table .stream-body").innerText(), "1\n2\n3\n");
  });
});

test("/redoc shows the operations", { skip }, async () => {
  await visit("/redoc", async (page) => {
    assert.equal(await page.title(), "Mills & Races - ReDoc");
    const menu = page.locator('[role="menuitem"]');
    await menu.filter({ hasText: "Count Up" }).first().waitFor();
    await menu.filter({ hasText: "items" }).first().click();
    await page.getByRole("heading", { name: "Read Item" }).waitFor();
    assert.match(await page.locator("body").innerText(), /Find one item\./);
  });
});
