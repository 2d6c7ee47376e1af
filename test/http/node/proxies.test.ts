import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import type { Exchange } from "../../../src/http/engine.ts";
import { serve, type ServeOptions } from "../../../src/http/node/server.ts";
import { webRequest } from "../../../src/http/web-request.ts";

type Headers = Readonly<Record<string, string | string[]>>;

/** What a handle behind this server is told of a request that comes from 127.0.0.1 for http://inner/a?b. */
async function told(headers: Headers, options: ServeOptions = { trustedProxies: ["127.0.0.1"] }) {
  const seen = Promise.withResolvers<ReturnType<typeof view>>();
  const server = await serve(
    (exchange) => {
      seen.resolve(view(exchange));
      exchange.send(200, [], "");
    },
    { ...options, port: 0 },
  );
  const sent = { host: "127.0.0.1", port: server.port, path: "/a?b", headers: { host: "inner", ...headers } };
  request({ ...sent, agent: false }, (response) => response.resume()).end();
  try {
    return await seen.promise;
  } finally {
    await server.close(0);
  }
}

function view(exchange: Exchange) {
  const { remoteAddress, secure, rootPath, target } = exchange;
  return {
    remoteAddress,
    secure,
    rootPath,
    target,
    host: exchange.header("host"),
    url: webRequest(exchange).url,
  };
}

const direct = {
  remoteAddress: "127.0.0.1",
  secure: false,
  rootPath: "",
  target: "/a?b",
  host: "inner",
  url: "http://inner/a?b",
};

const all: Headers = {
  "x-forwarded-for": "192.0.2.1",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "shop.example",
  "x-forwarded-prefix": "/shop/",
};

test("a trusted proxy is believed: address, scheme, host and prefix", async () => {
  assert.deepEqual(await told(all), {
    remoteAddress: "192.0.2.1",
    secure: true,
    rootPath: "/shop",
    target: "/a?b",
    host: "shop.example",
    url: "https://shop.example/shop/a?b",
  });
});

test("nobody is believed unless the server says so, and nobody else", async () => {
  assert.deepEqual(await told(all, {}), direct);
  assert.deepEqual(await told(all, { trustedProxies: ["10.0.0.0/8", "::1"] }), direct);
  assert.equal((await told(all, { trustedProxies: ["*"] })).remoteAddress, "192.0.2.1");
  assert.equal((await told(all, { trustedProxies: ["127.0.0.0/8"] })).remoteAddress, "192.0.2.1");
});

test("what a client has made up stands before what proxies have added", async () => {
  const trustedProxies = ["127.0.0.1", "10.0.0.0/8"];
  const chain = {
    "x-forwarded-for": "1.1.1.1, 192.0.2.1, 10.0.0.7",
    "x-forwarded-proto": "http, https, http",
    "x-forwarded-host": "evil.example, shop.example, inner.example",
  };
  const { remoteAddress, secure, host } = await told(chain, { trustedProxies });
  assert.deepEqual([remoteAddress, secure, host], ["192.0.2.1", true, "shop.example"]);
  const lines = { "x-forwarded-for": ["1.1.1.1", "192.0.2.1"] };
  assert.equal((await told(lines, { trustedProxies })).remoteAddress, "192.0.2.1");
  const inside = { "x-forwarded-for": "10.0.0.1, 10.0.0.7" };
  assert.equal((await told(inside, { trustedProxies })).remoteAddress, "10.0.0.1");
});

test("ports, brackets and hidden addresses", async () => {
  const from = async (text: string) => (await told({ "x-forwarded-for": text })).remoteAddress;
  assert.equal(await from("192.0.2.1:4711"), "192.0.2.1");
  assert.equal(await from("[2001:db8::1]:4711"), "2001:db8::1");
  assert.equal(await from("2001:db8::1"), "2001:db8::1");
  for (const hidden of ["unknown", "_secret", "", " , ", "a b"])
    assert.equal(await from(hidden), "127.0.0.1");
});

test("Forwarded is read where there is no X-Forwarded", async () => {
  const trustedProxies = ["127.0.0.1", "10.0.0.0/8"];
  const forwarded =
    'for=1.1.1.1;proto=http, For="[2001:db8::1]:4711";Proto=https;host="shop.example", for=10.0.0.7;proto=http';
  assert.deepEqual(await told({ forwarded }, { trustedProxies }), {
    ...direct,
    remoteAddress: "2001:db8::1",
    secure: true,
    host: "shop.example",
    url: "https://shop.example/a?b",
  });
  assert.equal((await told({ forwarded: 'for="a, b";proto=https' })).secure, true);
  assert.equal((await told({ forwarded: 'for="a, for=192.0.2.7' })).remoteAddress, "192.0.2.7");
  assert.equal((await told({ forwarded, "x-forwarded-for": "192.0.2.9" })).remoteAddress, "192.0.2.9");
  assert.equal((await told({ forwarded, "x-forwarded-proto": "http" })).remoteAddress, "127.0.0.1");
});

test("a prefix or a host that cannot be is none", async () => {
  for (const prefix of ["//evil.example", "shop", "/", "/a b", "/a/../b?c", "/\\evil.example"])
    assert.equal((await told({ "x-forwarded-prefix": prefix })).rootPath, "", prefix);
  assert.equal((await told({ "x-forwarded-host": "a/b" })).url, "http://localhost/a?b");
});

test("a root path is taken off where the proxy has left it there", async () => {
  const at = async (rootPath: string) => {
    const { rootPath: seen, target, url } = await told({}, { rootPath });
    return [seen, target, url];
  };
  assert.deepEqual(await at("/api/v1"), ["/api/v1", "/a?b", "http://inner/api/v1/a?b"]);
  assert.deepEqual(await at("/a"), ["/a", "/a?b", "http://inner/a/a?b"]);
});

test("what is no address and no path is refused", async () => {
  for (const address of ["proxy.example", "10.0.0.0/33", "10.0.0.0/x", ""])
    await assert.rejects(
      serve(() => {}, { port: 0, trustedProxies: [address] }),
      TypeError,
      address,
    );
  for (const rootPath of ["api", "/api/", "/", "//api", "/a b"])
    await assert.rejects(
      serve(() => {}, { port: 0, rootPath }),
      TypeError,
      rootPath,
    );
});
