import assert from "node:assert/strict";
import { test } from "node:test";
import { TestClient, WebSocketDenied } from "millrace/testing";
import echo from "./programs/websockets/tutorial001.ts";
import guarded from "./programs/websockets/tutorial002.ts";
import chat from "./programs/websockets/tutorial003.ts";

// The recordings hold requests of HTTP. This is what FastAPI's tests of the same programs expect of their WebSockets.

test("tutorial001: every message is answered", async () => {
  await using socket = await new TestClient(echo).websocket("/ws");
  for (const message of ["Message one", "Message two"]) {
    await socket.sendText(message);
    assert.equal(await socket.receiveText(), `Message text was: ${message}`);
  }
});

/** Sends two messages, and expects what is told of the credentials and of `q` before each echo. */
async function talk(item: string, told: readonly string[], path: string, cookies = {}): Promise<void> {
  await using socket = await new TestClient(guarded, { cookies }).websocket(path);
  for (const message of ["Message one", "Message two"]) {
    await socket.sendText(message);
    for (const line of told) assert.equal(await socket.receiveText(), line);
    assert.equal(await socket.receiveText(), `Message text was: ${message}, for item ID: ${item}`);
  }
}

test("tutorial002: a cookie or a token lets in, and the query is read", async () => {
  const value = "Session cookie or query token value is: fakesession";
  await talk("foo", [value], "/items/foo/ws", { session: "fakesession" });
  await talk("bar", [value.replace("fakesession", "some-token")], "/items/bar/ws?token=some-token");
  await talk("2", [value, "Query parameter q is: 3"], "/items/2/ws?q=3", { session: "fakesession" });
});

test("tutorial002: without credentials, and with a query that is no number, it is refused", async () => {
  for (const path of ["/items/foo/ws", "/items/foo/ws?q=bar&token=some-token"]) {
    const error = await new TestClient(guarded).websocket(path).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof WebSocketDenied);
    // uvicorn answers a close before the WebSocket is accepted so.
    assert.equal(error.response.status, 403);
  }
});

test("tutorial003: everybody hears what is said, and who leaves", async () => {
  const client = new TestClient(chat);
  await using first = await client.websocket("/ws/1234");
  const second = await client.websocket("/ws/5678");
  await first.sendText("Hello from 1234");
  assert.equal(await first.receiveText(), "You wrote: Hello from 1234");
  for (const socket of [first, second])
    assert.equal(await socket.receiveText(), "Client #1234 says: Hello from 1234");
  await second.sendText("Hello from 5678");
  assert.equal(await first.receiveText(), "Client #5678 says: Hello from 5678");
  await second.close();
  assert.equal(await first.receiveText(), "Client #5678 left the chat");
});
