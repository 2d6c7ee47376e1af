import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

/** Why tests in Chromium are skipped; `false` where they are not. */
export const skip =
  executablePath === undefined && !process.env["CI"] ? "no Chromium on this machine" : false;

/** Chromium without a window, that asks for nothing by itself. */
export function launchChromium(): Promise<Browser> {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...args, "--disable-background-networking"],
  });
}

/** What goes wrong on a page: anything said to the console, any request that fails or goes elsewhere. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!/^(data:|blob:)?(http:\/\/127\.0\.0\.1:|image\/)/.test(request.url()))
      complaints.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}
