export { CookieJar } from "./cookie-jar.ts";
export {
  TestClient,
  type TestClientOptions,
  type TestedApp,
  type TestRequest,
  type TestWebSocketRequest,
} from "./test-client.ts";
export { TestWebSocket, WebSocketDenied } from "./test-websocket.ts";
