import assert from "node:assert/strict";
import { test } from "node:test";
import {
  APIKeyCookie,
  type AsyncAPIDocument,
  type Depends,
  type Field,
  type Header,
  HTTPBearer,
  type Int,
  Millrace,
  OAuth2PasswordBearer,
  Router,
  type Security,
  type ServerWebSocket,
} from "millrace";
import { TestClient } from "millrace/testing";
import { assertValid } from "./validate.ts";

/** Something said. */
interface Say {
  kind: "say";
  text: Field<string, { minLength: 1 }>;
  /** Who is meant. */
  to?: [first: string, ...others: Int[]];
  reply?: Say | null;
}

interface Leave {
  kind: "leave";
}

interface Said {
  from: string;
  text: string;
}

test("typed messages are told of in a valid document", () => {
  const app = new Millrace({
    title: "Chat",
    version: "1.2.3",
    servers: [{ url: "https://chat.example/api" }],
  });
  /** Talk in a room. */
  async function* chat(
    incoming: AsyncIterable<Say | Leave>,
    room: string,
    userAgent: Header<string>,
    limit: Int = 3,
  ): AsyncGenerator<Said> {
    for await (const { kind } of incoming) yield { from: room, text: `${kind}${userAgent}${limit}` };
  }
  app.websocket("/chat/{room}", { tags: ["talk"], summary: "Chat" }, chat);
  const document = app.asyncapi();
  assertValid(document);
  assert.throws(() => assertValid({ ...document, channels: { chat: { messages: [] } } }));
  assert.deepEqual(JSON.parse(JSON.stringify(document)), {
    asyncapi: "3.0.0",
    info: { title: "Chat", version: "1.2.3" },
    servers: { server1: { host: "chat.example", protocol: "wss", pathname: "/api" } },
    defaultContentType: "application/json",
    channels: {
      chat: {
        address: "/chat/{room}",
        summary: "Chat",
        description: "Talk in a room.",
        tags: [{ name: "talk" }],
        parameters: { room: {} },
        messages: {
          Say: {
            name: "Say",
            contentType: "application/json",
            payload: { $ref: "#/components/schemas/Say" },
          },
          Leave: {
            name: "Leave",
            contentType: "application/json",
            payload: { $ref: "#/components/schemas/Leave" },
          },
          Said: {
            name: "Said",
            contentType: "application/json",
            payload: { $ref: "#/components/schemas/Said" },
          },
        },
        bindings: {
          ws: {
            method: "GET",
            query: { type: "object", properties: { limit: { type: "integer", default: 3 } } },
            headers: {
              type: "object",
              properties: { "user-agent": { type: "string" } },
              required: ["user-agent"],
            },
            bindingVersion: "0.1.0",
          },
        },
      },
    },
    operations: {
      receiveChat: {
        action: "receive",
        channel: { $ref: "#/channels/chat" },
        summary: "Chat",
        description: "Talk in a room.",
        tags: [{ name: "talk" }],
        messages: [{ $ref: "#/channels/chat/messages/Say" }, { $ref: "#/channels/chat/messages/Leave" }],
      },
      sendChat: {
        action: "send",
        channel: { $ref: "#/channels/chat" },
        summary: "Chat",
        description: "Talk in a room.",
        tags: [{ name: "talk" }],
        messages: [{ $ref: "#/channels/chat/messages/Said" }],
      },
    },
    components: {
      schemas: {
        Leave: {
          title: "Leave",
          type: "object",
          properties: { kind: { type: "string", const: "leave", title: "Kind" } },
          required: ["kind"],
        },
        Said: {
          title: "Said",
          type: "object",
          properties: { from: { type: "string", title: "From" }, text: { type: "string", title: "Text" } },
          required: ["from", "text"],
        },
        Say: {
          title: "Say",
          description: "Something said.",
          type: "object",
          properties: {
            kind: { type: "string", const: "say", title: "Kind" },
            text: { type: "string", minLength: 1, title: "Text" },
            to: {
              type: "array",
              items: [{ type: "string" }],
              additionalItems: { type: "integer" },
              minItems: 1,
              title: "To",
              description: "Who is meant.",
            },
            reply: { anyOf: [{ $ref: "#/components/schemas/Say" }, { type: "null" }] },
          },
          required: ["kind", "text"],
        },
      },
    },
  });
});

test("text, bytes, and what is told of neither way", () => {
  const app = new Millrace();
  app.websocket("/text", async function* (incoming: AsyncIterable<"a" | "b">): AsyncGenerator<string> {
    yield* incoming;
  });
  app.websocket(
    "/{id}/mixed",
    async function* (
      id: Int,
      incoming: AsyncIterable<Uint8Array | Leave | null>,
    ): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(id);
      for await (const _ of incoming);
    },
  );
  app.websocket("/", (socket: ServerWebSocket) => socket.accept());
  app.websocket("/hidden", { includeInSchema: false }, (socket: ServerWebSocket) => socket.accept());
  const document = app.asyncapi();
  assertValid(document);
  const told = Object.entries(document.channels).map(([id, { messages }]) => [
    id,
    Object.entries(messages as Record<string, { contentType: string }>).map(([name, { contentType }]) => [
      name,
      contentType,
    ]),
  ]);
  assert.deepEqual(told, [
    [
      "text",
      [
        ["received", "text/plain"],
        ["sent", "text/plain"],
      ],
    ],
    [
      "id_mixed",
      [
        ["received", "application/json"],
        ["received_2", "application/octet-stream"],
        ["sent", "application/octet-stream"],
      ],
    ],
    ["root", []],
  ]);
  assert.deepEqual(Object.keys(document.operations), [
    "receiveText",
    "sendText",
    "receiveId_mixed",
    "sendId_mixed",
    "receiveRoot",
    "sendRoot",
  ]);
});

const bearer = new HTTPBearer();
const session = new APIKeyCookie({ name: "session" });
const oauth2 = new OAuth2PasswordBearer({ tokenUrl: "token", scopes: { read: "Read" } });

test("security schemes are written as AsyncAPI has them", () => {
  const app = new Millrace();
  const handler = async (
    socket: ServerWebSocket,
    _bearer: Depends<typeof bearer>,
    _session: Depends<typeof session>,
    _user: Security<typeof oauth2, ["read"]>,
  ): Promise<void> => socket.accept();
  app.websocket("/", handler);
  const { operations, components } = app.asyncapi();
  assertValid(app.asyncapi());
  assert.deepEqual(components?.["securitySchemes"], {
    HTTPBearer: { type: "http", scheme: "bearer" },
    APIKeyCookie: { type: "httpApiKey", in: "cookie", name: "session" },
    OAuth2PasswordBearer: {
      type: "oauth2",
      flows: { password: { tokenUrl: "token", availableScopes: { read: "Read" } } },
    },
  });
  assert.deepEqual(operations["receiveHandler"]?.["security"], [
    { $ref: "#/components/securitySchemes/HTTPBearer" },
    { $ref: "#/components/securitySchemes/APIKeyCookie" },
    {
      type: "oauth2",
      flows: { password: { tokenUrl: "token", availableScopes: { read: "Read" } } },
      scopes: ["read"],
    },
  ]);
});

test("the document is served where there are WebSockets, and follows what is registered", async () => {
  const app = new Millrace({ prefix: "/v1" });
  const client = new TestClient(app);
  assert.equal((await client.get("/asyncapi.json")).status, 404);
  const router = new Router();
  app.includeRouter(router, { tags: ["later"] });
  router.websocket("/a", (socket: ServerWebSocket) => socket.accept());
  const served = async (): Promise<AsyncAPIDocument> =>
    (await (await client.get("/asyncapi.json")).json()) as AsyncAPIDocument;
  const first = await served();
  router.websocket("/b", { deprecated: true }, (socket: ServerWebSocket) => socket.accept());
  const second = await served();
  assertValid(second);
  assert.deepEqual([Object.keys(first.channels), Object.keys(second.channels)], [["v1_a"], ["v1_a", "v1_b"]]);
  assert.equal(second.operations["receiveV1_b"]?.["x-deprecated"], true);
  assert.deepEqual(app.openapi().paths, {});
});

test("the document can be extended, moved, and left out", async () => {
  const open = (socket: ServerWebSocket): Promise<void> => socket.accept();
  const extended = new Millrace();
  extended.websocket("/", open);
  const { asyncapi } = extended;
  extended.asyncapi = () => ({ ...asyncapi.call(extended), "x-own": true }) as ReturnType<typeof asyncapi>;
  assert.match(await (await new TestClient(extended).get("/asyncapi.json")).text(), /"x-own":true/);
  const moved = new Millrace({ asyncapiUrl: "/docs/ws.json" }).websocket("/", open);
  assert.equal((await new TestClient(moved).get("/docs/ws.json")).status, 200);
  const without = new Millrace({ asyncapiUrl: null }).websocket("/", open);
  assert.equal((await new TestClient(without).get("/asyncapi.json")).status, 404);
});
