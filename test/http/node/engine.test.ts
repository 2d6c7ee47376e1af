import { Agent, fetch } from "undici";
import { serve } from "../../../src/http/node/index.ts";
import { engineSuite } from "../../conformance/engine.suite.ts";

engineSuite("node:http", async (handle) => {
  const server = await serve(handle, { port: 0, grace: 0 });
  const dispatcher = new Agent();
  return {
    fetch: (path, init) =>
      fetch(server.url + path, { ...(init as object), dispatcher }) as unknown as Promise<Response>,
    async close() {
      await dispatcher.destroy();
      await server.close();
    },
  };
});
