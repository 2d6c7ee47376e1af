export { CookieJar } from "./cookie-jar.ts";
export { TestClient, type TestClientOptions, type TestedApp, type TestRequest } from "./test-client.ts";
