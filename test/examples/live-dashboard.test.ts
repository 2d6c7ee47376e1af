import assert from "node:assert/strict";
import { test } from "node:test";
import app from "../../examples/live-dashboard/main.ts";
import { skip, visit } from "./chromium.ts";

test("the dashboard shows readings as they come, and plots them", { skip }, async () => {
  await visit(app, "live-dashboard", async (page) => {
    await page.locator("#cpu", { hasText: "%" }).waitFor();
    // Readings of the past knew nothing of this viewer.
    await page.getByText("1 viewer").waitFor();
    assert.match(await page.locator("#memory").innerText(), /^\d+\.\d MiB$/);
    const plot = "document.querySelector('#memory-plot').toDataURL()";
    const before = await page.evaluate<string>(plot);
    // It moves with each reading.
    await page.waitForFunction(`${plot} !== ${JSON.stringify(before)}`);
  });
});

test("a new viewer sees the past at once, and one that comes back what it has missed", async () => {
  await app.startup();
  const read = async (headers: Record<string, string>, until: RegExp): Promise<string> => {
    const response = await app.fetch(new Request("http://test/readings", { headers }));
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!until.test(text)) text += (await reader.read()).value ?? "";
    await reader.cancel();
    return text;
  };
  const seen = await read({}, /(data: [^]*?\n\n){3}/);
  const ids = [...seen.matchAll(/^id: (.*)$/gm)].map(([, id = ""]) => id);
  const missed = await read({ "last-event-id": ids[0] ?? "" }, /(data: [^]*?\n\n){2}/);
  assert.deepEqual([...missed.matchAll(/^id: (.*)$/gm)].map(([, id]) => id).slice(0, 2), ids.slice(1, 3));
  await app.shutdown();
});
