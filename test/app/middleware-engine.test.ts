import { connect as connectHttp2 } from "node:http2";
import { Agent, fetch } from "undici";
import { ExceptionHandlers } from "../../src/app/exception-handlers.ts";
import { OpenWork } from "../../src/app/open-work.ts";
import { throughMiddleware } from "../../src/app/stage.ts";
import type { Chunk, Handle } from "../../src/http/engine.ts";
import { fetchHandler } from "../../src/http/fetch.ts";
import { serve } from "../../src/http/node/index.ts";
import { BaseResponse, type Middleware } from "../../src/index.ts";
import { engineSuite } from "../conformance/engine.suite.ts";
import { websocketSuite } from "../conformance/websocket.suite.ts";
import { http2Fetch } from "../http/node/http2-client.ts";
import { connect } from "../http/node/websocket-client.ts";

const untouched: Middleware = (_request, next) => next();

/** Puts another sequence in place of a stream, one that gives the same chunks. */
const wrapping: Middleware = async (_request, next) => {
  const response = await next();
  const { body } = response;
  if (body === null || typeof body === "string" || body instanceof Uint8Array) return response;
  return new BaseResponse(through(body as AsyncIterable<Chunk>), response);
};

async function* through(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) yield chunk;
}

/** The handle with middleware around it, as an app has it. */
function behind(handle: Handle, ...middleware: Middleware[]): Handle {
  const handlers = new ExceptionHandlers();
  const layer = { handlers, middleware };
  const answer = throughMiddleware((exchange) => handle(exchange), [layer], [], new OpenWork());
  return (exchange) => answer(exchange, [], () => undefined);
}

async function overSockets(handle: Handle) {
  const server = await serve(handle, { port: 0, grace: 0 });
  const dispatcher = new Agent();
  return {
    fetch: (path: string, init?: RequestInit) =>
      fetch(server.url + path, { ...(init as object), dispatcher }) as unknown as Promise<Response>,
    async close() {
      await dispatcher.destroy();
      await server.close();
    },
  };
}

engineSuite("node:http behind middleware", (handle) => overSockets(behind(handle, untouched, untouched)));
engineSuite("node:http behind middleware that wraps", (handle) =>
  overSockets(behind(handle, untouched, wrapping)),
);
engineSuite("fetch handler behind middleware", async (handle) => {
  const handler = fetchHandler(behind(handle, untouched, untouched));
  return {
    fetch: async (path, init) => handler(new Request(`http://test.example${path}`, init)),
    close: async () => undefined,
  };
});

engineSuite("HTTP/2 behind middleware that wraps", async (handle) => {
  const server = await serve(behind(handle, wrapping), { port: 0, grace: 0, http2: true });
  const session = connectHttp2(server.url);
  return {
    fetch: (path, init) => http2Fetch(session, path, init),
    async close() {
      session.destroy();
      await server.close();
    },
  };
});

websocketSuite("node:http behind middleware", async (handle) => {
  const server = await serve(behind(handle, untouched, wrapping), { port: 0 });
  return {
    connect: (path, asked) => connect(server.url.replace("http", "ws") + path, asked),
    close: () => server.close(0),
  };
});
