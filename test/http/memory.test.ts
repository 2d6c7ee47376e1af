import { connectInMemory } from "../../src/http/memory.ts";
import { websocketSuite } from "../conformance/websocket.suite.ts";

websocketSuite("in memory", async (handle) => ({
  connect: async (path, { protocols = [], signal } = {}) => {
    const request = new Request(`http://test.example${path}`, { signal: signal ?? null });
    const opened = await connectInMemory(handle, request, { protocols });
    return opened instanceof Response ? opened : opened.end;
  },
  close: async () => undefined,
}));
