import { connectInMemory } from "../../src/http/memory.ts";
import { websocketSuite } from "../conformance/websocket.suite.ts";

websocketSuite("in memory", async (handle) => ({
  connect: (path, { protocols = [], signal } = {}) =>
    connectInMemory(handle, new Request(`http://test.example${path}`, { signal: signal ?? null }), {
      protocols,
    }),
  close: async () => undefined,
}));
