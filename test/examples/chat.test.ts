import assert from "node:assert/strict";
import { test } from "node:test";
import app from "../../examples/chat/main.ts";
import { TestClient } from "../../src/testing/index.ts";
import { skip, visit } from "./chromium.ts";

test("who speaks over a WebSocket is heard over events, and the other way round", { skip }, async () => {
  await visit(app, "chat", async (ada, server) => {
    await ada.locator("#state", { hasText: "open" }).waitFor();
    const bob = await (await ada.context().browser()!.newContext()).newPage();
    await bob.goto(server.url);
    await bob.getByLabel("Name").fill("bob");
    await bob.getByLabel("events and POST").check();
    await bob.locator("#state", { hasText: "open" }).waitFor();
    await ada.getByPlaceholder("Say something").fill("hello");
    await ada.getByRole("button", { name: "Say" }).click();
    await bob.locator("#heard", { hasText: "guesthello" }).waitFor();
    await bob.getByPlaceholder("Say something").fill("hi there");
    await bob.getByRole("button", { name: "Say" }).click();
    await ada.locator("#heard", { hasText: "bobhi there" }).waitFor();
    await bob.context().close();
  });
});

test("what is no saying ends the WebSocket with the reason", async () => {
  await using client = new TestClient(app);
  await using socket = await client.websocket("/room", { query: { name: "eve" } });
  await socket.sendJson({ text: "" });
  assert.deepEqual(await socket.closed, {
    code: 1007,
    reason: "text: String should have at least 1 character",
  });
});
