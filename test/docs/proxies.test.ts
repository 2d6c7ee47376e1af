import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test, type TestContext } from "node:test";
import { Agent, fetch, type RequestInit } from "undici";
import { type EventStream, FileResponse, Millrace } from "../../src/index.ts";
import { serve } from "../../src/http/node/index.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/streaming/proxies.md"), "utf8");

/** The configurations of a proxy as the page has them, in order. */
function configurations(language: string): readonly string[] {
  return Array.from(
    page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs")),
    ([, text = ""]) => text,
  );
}

/** How a proxy is started in the foreground with the page's configuration. */
interface Proxy {
  readonly command: string;
  readonly language: string;
  /** It ends what the server has cut as if it were whole. */
  readonly hidesCuts?: boolean;
  /** Writes what the command needs into the folder; gives its arguments. */
  prepare(configuration: readonly string[], folder: string, port: number): readonly string[];
}

const nginxMain = (folder: string, http: string): string => `daemon off;
pid ${folder}/pid;
error_log stderr;
events {}
http {
access_log off;
${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join("\n")}
${http}
}
`;

function written(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const proxies: readonly Proxy[] = [
  {
    command: "nginx",
    language: "nginx",
    prepare: ([text = ""], folder) => [
      "-p",
      folder,
      "-c",
      written(folder, "nginx.conf", nginxMain(folder, text)),
    ],
  },
  {
    command: "haproxy",
    language: "haproxy",
    prepare: ([text = ""], folder) => ["-db", "-f", written(folder, "haproxy.cfg", text)],
  },
  {
    command: "caddy",
    language: "caddyfile",
    hidesCuts: true,
    prepare: ([text = ""], folder) => [
      "run",
      "--adapter",
      "caddyfile",
      "--config",
      written(folder, "Caddyfile", `{\nadmin off\n}\n${text}`),
    ],
  },
  {
    command: "varnishd",
    language: "vcl",
    prepare: (texts, folder, port) => [
      "-F",
      "-n",
      join(folder, "work"),
      "-a",
      `127.0.0.1:${port}`,
      "-f",
      written(folder, "default.vcl", texts.join("\n")),
    ],
  },
];

/** What the program and the test say to each other. */
class Talk {
  readonly go: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly ended: PromiseWithResolvers<void> = Promise.withResolvers();
}

const file = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => i % 251));

function program(talk: Talk, path: string): Millrace {
  const items = async function* (signal: AbortSignal): AsyncGenerator<{ n: number }> {
    try {
      yield { n: 1 };
      await Promise.race([talk.go.promise, once(signal, "abort")]);
      yield { n: 2 };
    } finally {
      talk.ended.resolve();
    }
  };
  const app = new Millrace();
  app.onError = () => {};
  app.get("/events", { heartbeat: 0.2 }, async function* (signal: AbortSignal): EventStream<{ n: number }> {
    yield* items(signal);
  });
  app.get("/lines", { heartbeat: 0.2 }, async function* (signal: AbortSignal): AsyncGenerator<{ n: number }> {
    yield* items(signal);
  });
  app.get("/lines/broken", { errorRecords: true }, async function* (): AsyncGenerator<{ n: number }> {
    yield { n: 1 };
    await talk.go.promise;
    throw new Error("half-way");
  });
  app.get("/events/endless", async function* (signal: AbortSignal): EventStream<{ n: number }> {
    yield { n: 1 };
    await once(signal, "abort");
  });
  app.get("/file", () => new FileResponse(path));
  return app;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function accepting(port: number, child: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`the proxy ended: ${said()}`);
    const socket = connect(port, "127.0.0.1");
    const open = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the proxy does not listen: ${said()}`);
}

interface Setting {
  readonly talk: Talk;
  get(path: string, init?: RequestInit): ReturnType<typeof fetch>;
  stop(): Promise<void>;
}

/** A server, the proxy before it, and a client. */
async function behind(t: TestContext, proxy: Proxy): Promise<Setting> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-proxy-"));
  // Varnish compiles its configuration as another user.
  chmodSync(folder, 0o755);
  const path = written(folder, "file.bin", "");
  writeFileSync(path, file);
  const talk = new Talk();
  const server = await serve(program(talk, path), { port: 0, grace: 5000 });
  const port = await freePort();
  const texts = configurations(proxy.language).map((text) =>
    text.replaceAll("8000", String(server.port)).replaceAll("8080", String(port)),
  );
  const child = spawn(proxy.command, proxy.prepare(texts, folder, port), {
    env: { ...process.env, HOME: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const output of [child.stdout, child.stderr]) output.on("data", (text) => (said += String(text)));
  const dispatcher = new Agent({ bodyTimeout: 10_000 });
  t.after(async () => {
    talk.go.resolve();
    await dispatcher.destroy();
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
    await server.close(0);
    rmSync(folder, { recursive: true, force: true });
  });
  await accepting(port, child, () => said);
  return {
    talk,
    get: (target, init) => fetch(`http://127.0.0.1:${port}${target}`, { ...init, dispatcher }),
    stop: () => server.close(),
  };
}

async function firstText(
  response: Awaited<ReturnType<typeof fetch>>,
): Promise<{ text: string; rest: () => Promise<string> }> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  const first = await reader.read();
  return {
    text: first.value ?? "",
    async rest() {
      let text = "";
      for (let step = await reader.read(); !step.done; step = await reader.read()) text += step.value;
      return text;
    },
  };
}

for (const proxy of proxies) {
  const missing = isInstalled(proxy.command) || process.env["CI"] ? false : "not installed";
  describe(`through ${proxy.command}`, { skip: missing }, () => {
    for (const [target, first, second] of [
      ["/events", 'data: {"n":1}\n\n', 'data: {"n":2}\n\n'],
      ["/lines", '{"n":1}\n', '{"n":2}\n'],
    ] as const) {
      test(`${target}: an item arrives before the next is made`, async (t) => {
        const { get, talk } = await behind(t, proxy);
        // The first request opens connections.
        await (await get("/file")).arrayBuffer();
        const asked = performance.now();
        const { text, rest } = await firstText(await get(target));
        t.diagnostic(`first item after ${(performance.now() - asked).toFixed(1)} ms`);
        assert.ok(text.endsWith(first), text);
        talk.go.resolve();
        assert.equal((await rest()).replaceAll(": ping\n\n", "").replace(/^\n+/, ""), second);
      });

      test(`${target}: a client that leaves ends the generator`, async (t) => {
        const { get, talk } = await behind(t, proxy);
        const leave = new AbortController();
        await firstText(await get(target, { signal: leave.signal }));
        leave.abort();
        await talk.ended.promise;
      });
    }

    test("a failure half-way is one for the client", async (t) => {
      const { get, talk } = await behind(t, proxy);
      const { text, rest } = await firstText(await get("/lines/broken"));
      assert.equal(text, '{"n":1}\n');
      talk.go.resolve();
      const record = '{"error":{"status":500,"detail":"Internal Server Error"}}\n';
      if (proxy.hidesCuts) assert.equal(await rest(), record);
      else await assert.rejects(rest());
    });

    test("a file comes whole and in part", async (t) => {
      const { get } = await behind(t, proxy);
      const whole = await get("/file");
      assert.equal(whole.status, 200);
      assert.ok(file.equals(Buffer.from(await whole.arrayBuffer())));
      const part = await get("/file", { headers: { range: "bytes=1000-1999" } });
      assert.equal(part.status, 206);
      assert.ok(file.subarray(1000, 2000).equals(Buffer.from(await part.arrayBuffer())));
    });

    test("a server that stops ends its streams cleanly", async (t) => {
      const { get, stop } = await behind(t, proxy);
      const { rest } = await firstText(await get("/events/endless"));
      const stopped = stop();
      assert.doesNotMatch(await rest(), /data:/);
      await stopped;
    });
  });
}

function isInstalled(command: string): boolean {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch (error) {
    if ((error as { status?: number }).status === 1) return false;
    throw error;
  }
}
