import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type Int, Millrace } from "../../src/index.ts";
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

/** Opens a page of the app and runs `use` on it; anything said to the console and any request elsewhere is a failure. */
async function visit(path: string, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await page.goto(server.url + path, { waitUntil: "networkidle" });
  await use(page);
  await page.screenshot({ path: join(tmpdir(), `millrace-${path.slice(1)}.png`), fullPage: true });
  await page.close();
  assert.deepEqual(complaints, []);
}

test("/docs lists the operations, and tries one out", { skip }, async () => {
  await visit("/docs", async (page) => {
    assert.equal(await page.title(), "Mills & Races - Swagger UI");
    assert.deepEqual(await page.locator(".opblock-summary-path").allInnerTexts(), ["/items/{id}", "/count"]);
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
