import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import app from "../../examples/shop/main.ts";
import { settings } from "../../examples/shop/settings.ts";
import { skip, visit } from "./chromium.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function joined(page: Page, name: string): Promise<void> {
  await page.getByLabel("Address").fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Join" }).click();
  await page.locator("#who", { hasText: name }).waitFor();
}

test("two people trade: a picture, a live feed, a notice and a mail", { skip }, async (t) => {
  settings.dataFolder = mkdtempSync(join(tmpdir(), "millrace-shop-"));
  t.after(() => rmSync(settings.dataFolder, { recursive: true }));
  const picture = join(settings.dataFolder, "saw.png");
  writeFileSync(picture, png);
  await visit(app, "shop", async (ann, server) => {
    await joined(ann, "Ann");
    const bob = await (await ann.context().browser()!.newContext()).newPage();
    await bob.goto(server.url);
    await joined(bob, "Bob");

    await ann.getByLabel("What").fill("Saw");
    await ann.getByLabel("Price").fill("12.50");
    await ann.getByLabel("Picture").setInputFiles(picture);
    await ann.getByRole("button", { name: "Offer" }).click();
    await ann.locator("#item-1 img").waitFor();

    // Bob has not reloaded the page.
    const item = bob.locator("#item-1");
    await item.getByText("12.50 from Ann").waitFor();
    await item.getByRole("button", { name: "Buy" }).click();
    await item.getByText("12.50 from Ann, sold").waitFor();

    await ann.locator("#notices", { hasText: "Bob bought Saw" }).waitFor();
    await ann.locator("#item-1", { hasText: "sold" }).waitFor();
    await bob.context().close();
    assert.equal(app.state.mailer.sent.at(-1)?.subject, "Sold: Saw");
  });
});
