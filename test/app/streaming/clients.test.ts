import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { EventSource } from "eventsource";
import { type Browser, chromium, type Page } from "playwright-core";
import { request } from "undici";
import {
  type EventStream,
  FileResponse,
  type Int,
  type LastEventId,
  Millrace,
  ServerSentEvent,
} from "../../../src/index.ts";
import { serve, type Server } from "../../../src/http/node/index.ts";

// Each client takes each kind of stream from the same server, and sees where one of them breaks.

interface Tick {
  tick: Int;
}

const run = promisify(execFile);
const found = (...paths: readonly string[]): string | undefined => paths.find(existsSync);
const skipped = (path: string | undefined, name: string): string | false =>
  path === undefined && !process.env["CI"] ? `no ${name} on this machine` : false;

const curl = found("/usr/bin/curl", "/opt/homebrew/bin/curl");
const python = found("/usr/bin/python3", "/opt/homebrew/bin/python3");
const browserPath = found("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
const noCurl = skipped(curl, "curl");
const noPython = skipped(python, "Python");
const noBrowser = skipped(browserPath, "Chromium");

const contents = Buffer.alloc(1_000_000, "mill");
const digest = createHash("sha256").update(contents).digest("hex");
const text = "grind\nrace\n";
const lines = '{"tick":1}\n{"tick":2}\n{"tick":3}\n';

let folder: string;
let server: Server;
let browser: Browser;
let page: Page;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "millrace-clients-"));
  const file = join(folder, "mill.bin");
  await writeFile(file, contents);
  server = await serve(appOf(file), { port: 0, grace: 0, http2: true });
  if (noBrowser) return;
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"];
  browser = await chromium.launch({ ...(browserPath && { executablePath: browserPath }), args });
  page = await browser.newPage();
  await page.goto(`${server.url}/page`);
});

after(async () => {
  await browser?.close();
  await server.close();
  await rm(folder, { recursive: true });
});

function appOf(file: string): Millrace {
  const app = new Millrace();
  app.onError = () => undefined;
  async function* ticks(first = 1): AsyncGenerator<Tick> {
    for (let tick = first; tick <= 3; tick++) {
      yield { tick };
      await sleep(2);
    }
  }
  app.get("/lines", (): AsyncGenerator<Tick> => ticks());
  app.get("/events", async function* (seen: LastEventId<Int> = 0): EventStream<Tick> {
    for await (const data of ticks(seen + 1))
      yield new ServerSentEvent({ data, event: "tick", id: String(data.tick), retry: 10 });
  });
  app.get("/text", async function* () {
    yield "grind\n";
    await sleep(2);
    yield "race\n";
  });
  app.get("/file", () => new FileResponse(file));
  app.get(
    "/page",
    () => new Response("<title>clients</title>", { headers: { "content-type": "text/html" } }),
  );
  app.get("/broken/lines", async function* (): AsyncGenerator<Tick> {
    yield { tick: 1 };
    throw new Error("half-way");
  });
  app.get("/broken/events", { errorRecords: true }, async function* (): EventStream<Tick> {
    yield { tick: 1 };
    throw new Error("half-way");
  });
  app.get("/broken/text", async function* () {
    yield "grind\n";
    throw new Error("half-way");
  });
  return app;
}

const kinds = ["lines", "events", "text"] as const;

test("curl", { skip: noCurl }, async () => {
  const get = (path: string, ...options: string[]): ReturnType<typeof run> =>
    run(curl as string, ["-sSN", ...options, server.url + path], { encoding: "buffer" });
  assert.equal(String((await get("/lines")).stdout), lines);
  assert.match(
    String((await get("/events")).stdout),
    /^event: tick\ndata: \{"tick":1\}\nid: 1\nretry: 10\n\n/,
  );
  assert.equal(
    String((await get("/lines", "-H", "Accept: application/json")).stdout),
    '[{"tick":1},{"tick":2},{"tick":3}]',
  );
  assert.equal(String((await get("/text")).stdout), text);
  assert.deepEqual((await get("/file")).stdout, contents);
  assert.deepEqual((await get("/file", "-r", "4-7")).stdout, Buffer.from("mill"));
  for (const kind of kinds)
    // 18: "Partial file. Only a part of the file was transferred."
    await assert.rejects(get(`/broken/${kind}`), ({ code, stdout }) => code === 18 && stdout.length > 0);
});

test("curl over HTTP/2", { skip: noCurl }, async () => {
  const get = (path: string): ReturnType<typeof run> =>
    run(curl as string, ["-sSN", "--http2-prior-knowledge", server.url + path], { encoding: "buffer" });
  assert.equal(String((await get("/lines")).stdout), lines);
  assert.deepEqual((await get("/file")).stdout, contents);
  for (const kind of kinds)
    // 92: "Stream error in HTTP/2 framing layer."; curl may leave out what came with it.
    await assert.rejects(get(`/broken/${kind}`), ({ code }) => code === 92);
});

test("fetch and undici", async () => {
  for (const get of [
    async (path: string) => Buffer.from(await (await fetch(server.url + path)).arrayBuffer()),
    async (path: string) => Buffer.from(await (await request(server.url + path)).body.arrayBuffer()),
  ]) {
    assert.equal(String(await get("/lines")), lines);
    assert.match(String(await get("/events")), /id: 3\nretry: 10\n\n$/);
    assert.equal(String(await get("/text")), text);
    assert.deepEqual(await get("/file"), contents);
    for (const kind of kinds) await assert.rejects(get(`/broken/${kind}`));
  }
});

test("npm's eventsource", async () => {
  const source = new EventSource(`${server.url}/events`);
  const ticks = await new Promise((resolve) => {
    const seen: string[] = [];
    source.addEventListener("tick", ({ data, lastEventId }) => {
      if (seen.push(`${lastEventId}: ${data}`) === 3) resolve(seen);
    });
  });
  source.close();
  assert.deepEqual(ticks, ['1: {"tick":1}', '2: {"tick":2}', '3: {"tick":3}']);
  const broken = new EventSource(`${server.url}/broken/events`);
  const record = await new Promise((resolve) => {
    broken.addEventListener("error", (event) => {
      if ("data" in event) resolve(event.data);
    });
  });
  broken.close();
  assert.equal(record, '{"status":500,"detail":"Internal Server Error"}');
});

/** Prints what it has read as JSON: with nothing but Python's standard library. */
const pythonClient = `
import hashlib, http.client, json, sys, urllib.request
base = sys.argv[1]
seen = {}
def get(path, **headers):
    return urllib.request.urlopen(urllib.request.Request(base + path, headers=headers))
seen["lines"] = [json.loads(line)["tick"] for line in get("/lines")]
seen["array"] = [item["tick"] for item in json.load(get("/lines", Accept="application/json"))]
seen["text"] = get("/text").read().decode()
seen["file"] = hashlib.sha256(get("/file").read()).hexdigest()
events, fields = [], {}
for line in get("/events"):
    line = line.decode().rstrip("\\n")
    if line:
        name, _, value = line.partition(": ")
        fields[name] = value
    else:
        events.append([fields["event"], json.loads(fields["data"])["tick"], fields["id"]])
        fields = {}
seen["events"] = events
seen["broken"] = []
for kind in ["lines", "events", "text"]:
    try:
        get("/broken/" + kind).read()
        seen["broken"].append("whole")
    except http.client.IncompleteRead as error:
        seen["broken"].append(len(error.partial) > 0)
print(json.dumps(seen))
`;

test("Python's standard library", { skip: noPython }, async () => {
  const { stdout } = await run(python as string, ["-c", pythonClient, server.url]);
  assert.deepEqual(JSON.parse(stdout), {
    lines: [1, 2, 3],
    array: [1, 2, 3],
    text,
    file: digest,
    events: [
      ["tick", 1, "1"],
      ["tick", 2, "2"],
      ["tick", 3, "3"],
    ],
    broken: [true, true, true],
  });
});

test("Chromium", { skip: noBrowser }, async () => {
  const seen = await page.evaluate(async () => {
    const get = async (path: string): Promise<string> => (await fetch(path)).text();
    const source = new EventSource("/events");
    const events = await new Promise<string[]>((resolve) => {
      const ticks: string[] = [];
      source.addEventListener("tick", ({ data, lastEventId }) => {
        if (ticks.push(`${lastEventId}: ${data}`) === 3) resolve(ticks);
      });
    });
    source.close();
    const file = await (await fetch("/file")).arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", file));
    const broken: unknown[] = [];
    for (const kind of ["lines", "events", "text"])
      broken.push(
        await get(`/broken/${kind}`).then(
          () => "whole",
          () => "broken",
        ),
      );
    const failed = new EventSource("/broken/events");
    const record = await new Promise((resolve) => {
      failed.addEventListener("error", (event) => {
        if ("data" in event) resolve(event.data);
      });
    });
    failed.close();
    return {
      lines: await get("/lines"),
      text: await get("/text"),
      file: Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join(""),
      events,
      broken,
      record,
    };
  });
  assert.deepEqual(seen, {
    lines,
    text,
    file: digest,
    events: ['1: {"tick":1}', '2: {"tick":2}', '3: {"tick":3}'],
    broken: ["broken", "broken", "broken"],
    record: '{"status":500,"detail":"Internal Server Error"}',
  });
});
