import assert from "node:assert/strict";
import { test } from "node:test";
import app from "../../examples/llm-tokens/main.ts";
import { TestClient } from "../../src/testing/index.ts";
import { skip, visit } from "./chromium.ts";

test(
  "tokens are shown as they come, until they are stopped; then once more to the end",
  { skip },
  async () => {
    await visit(app, "llm-tokens", async (page) => {
      await page.fill("[name=prompt]", "Ünïcode & <b>?");
      await page.click("#ask");
      await page.getByText("You said: Ünïcode & <b>?").waitFor();
      await page.getByText("A mill turns").waitFor();
      await page.click("#stop");
      await page.getByText("stopped").waitFor();
      const stopped = await page.locator("#answer").innerText();
      assert.ok(!stopped.includes("where it was."));
      await page.waitForTimeout(200);
      assert.equal(await page.locator("#answer").innerText(), stopped);

      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("the end").waitFor();
      assert.match(await page.locator("#answer").innerText(), /turns moving water[^]*where it was\.$/);
    });
  },
);

test("an answer goes on when its reader has left, who then misses nothing", async () => {
  await using client = new TestClient(app);
  const { id } = (await (await client.post("/answers", { json: { prompt: "hello" } })).json()) as {
    id: string;
  };
  const response = await client.get(`/answers/${id}`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  while (!/(data: [^]*?\n\n){4}/.test(seen)) seen += (await reader.read()).value ?? "";
  await reader.cancel();
  const events = seen.split("\n\n").filter((event) => event.startsWith("data:"));
  const lastEventId = /^id: (.*)$/m.exec(events[3] ?? "")?.[1] ?? "";
  const rest = await (
    await client.get(`/answers/${id}`, { headers: { "last-event-id": lastEventId } })
  ).text();
  const text = [...events.slice(0, 4), ...rest.split("\n\n")]
    .map((event) => /^data: (.*)$/m.exec(event)?.[1])
    .filter((data) => data !== undefined)
    .map((data) => (JSON.parse(data) as { text: string }).text)
    .join("");
  assert.match(text, /^You said: hello\n\nA mill turns moving water into work\.[^]*ask where it was\.$/);
  assert.match(rest, /"finish":"end"/);
  assert.equal((await client.get("/answers/nobody")).status, 404);
});
