import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { chromium } from "playwright-core";
import type { Millrace } from "../../src/index.ts";
import { serve, type Server } from "../../src/http/node/index.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

/** Why tests in a browser are left out, if they are. */
export const skip =
  executablePath === undefined && !process.env["CI"] ? "no Chromium on this machine" : false;

/** Opens the first page of an app in Chromium and runs `use` on it; anything said to its console is a failure. */
export async function visit(
  app: Pick<Millrace, "handle" | "startup" | "shutdown">,
  name: string,
  use: (page: Page, server: Server) => Promise<void>,
): Promise<void> {
  await app.startup();
  const server = await serve(app, { host: "127.0.0.1", port: 0, grace: 0 });
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...args, "--disable-background-networking"],
  });
  const complaints: string[] = [];
  try {
    const page = await (await browser.newContext()).newPage();
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(server.url)) complaints.push(`a request to ${request.url()}`);
    });
    await page.goto(server.url);
    await use(page, server);
    await page.screenshot({ path: join(tmpdir(), `millrace-${name}.png`), fullPage: true });
  } finally {
    await browser.close();
    await server.close();
    await app.shutdown();
  }
  assert.deepEqual(complaints, []);
}
