import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  Channel,
  FileResponse,
  HTTPException,
  Millrace,
  PlainTextResponse,
  StreamingResponse,
} from "../../src/index.ts";
import type { BackgroundTasks, Depends, EventStream, Form, Int } from "../../src/index.ts";
import { serve } from "../../src/http/node/index.ts";

/** What is open just now, by name. */
const open: Record<string, number> = { asynchronous: 0, synchronous: 0, early: 0, generators: 0, tasks: 0 };
const enter = (name: string): void => void (open[name] = (open[name] ?? 0) + 1);
const leave = (name: string): void => void (open[name] = (open[name] ?? 0) - 1);

/** Errors that the program below throws on purpose. */
class Planned extends Error {}

async function* asynchronous(): AsyncGenerator<number> {
  enter("asynchronous");
  try {
    await sleep(1);
    yield 1;
  } finally {
    await sleep(1);
    leave("asynchronous");
  }
}

function* synchronous(): Generator<number> {
  enter("synchronous");
  try {
    yield 2;
  } finally {
    leave("synchronous");
  }
}

async function* early(q: Int = 0): AsyncGenerator<number> {
  enter("early");
  try {
    yield q;
  } finally {
    leave("early");
  }
}

async function* clumsy(): AsyncGenerator<number> {
  yield 3;
  throw new Planned("on the way out");
}

type Asynchronous = Depends<typeof asynchronous>;
type Synchronous = Depends<typeof synchronous>;
type Early = Depends<typeof early, { scope: "function" }>;

const file = join(tmpdir(), "file.bin");
writeFileSync(file, Buffer.alloc(2_000_000, "file"));

const app = new Millrace();
const channel = new Channel<{ tick: number }>();
app.onError = (error) => {
  if (!(error instanceof Planned)) process.send?.({ error: String((error as Error).stack) });
};
app.use(async (request, next) => {
  const response = await next();
  response.headers.set("x-path", request.path.slice(0, 20));
  return response;
});

app.get("/plain", (a: Asynchronous, s: Synchronous, e: Early) => ({ sum: a + s + e }));
app.get("/slow", async (a: Asynchronous, signal: AbortSignal) => {
  await sleep(20, undefined, { signal }).catch(() => undefined);
  return { a };
});
app.get("/fails", (_a: Asynchronous, _e: Early) => {
  throw new Planned("in the handler");
});
app.get("/refuses", (_a: Asynchronous) => {
  throw new HTTPException(409);
});
app.get("/clumsy", (c: Depends<typeof clumsy>, a: Asynchronous) => c + a);
app.get("/lines", async function* (_a: Asynchronous, signal: AbortSignal): AsyncGenerator<{ i: number }> {
  enter("generators");
  try {
    for (let i = 0; i < 200 && !signal.aborted; i++) {
      if (i % 50 === 0) await sleep(1);
      yield { i };
    }
  } finally {
    leave("generators");
  }
});
app.get("/lines/broken", async function* (_s: Synchronous): AsyncGenerator<{ i: number }> {
  yield { i: 0 };
  throw new Planned("in a stream");
});
app.get("/events", async function* (_a: Asynchronous, signal: AbortSignal): EventStream<{ tick: number }> {
  enter("generators");
  try {
    yield { tick: -1 };
    for await (const event of channel.subscribe({ signal })) {
      yield event;
      if (Math.random() < 0.2) return;
    }
  } finally {
    leave("generators");
  }
});
app.get("/bytes", (_s: Synchronous) => {
  function* chunks(): Generator<Uint8Array> {
    enter("generators");
    try {
      for (let i = 0; i < 40; i++) yield new Uint8Array(65_536);
    } finally {
      leave("generators");
    }
  }
  return new StreamingResponse(chunks());
});
app.get("/file", (_a: Asynchronous) => new FileResponse(file));
app.post("/upload", async (files: File[], note: Form<string>, _a: Asynchronous) => {
  let size = 0;
  for (const one of files) size += (await one.bytes()).length;
  return { size, note };
});
app.post("/body", (items: number[], _a: Asynchronous) => items.length);
app.post("/raw", async (request: Request, _s: Synchronous) => {
  let size = 0;
  for await (const piece of request.body ?? []) size += piece.length;
  return size;
});
app.get("/tasks", (tasks: BackgroundTasks, _a: Asynchronous) => {
  enter("tasks");
  tasks.add(async () => {
    await sleep(2);
    leave("tasks");
    if (Math.random() < 0.3) throw new Planned("in a task");
  });
  return new PlainTextResponse("later");
});

const ticking = setInterval(() => void channel.publish({ tick: Date.now() }), 5);
const server = await serve(app, { host: "127.0.0.1", port: 0, bodyTimeout: 1000, keepAliveTimeout: 500 });
process.send?.({ port: server.port });

/** Of no interest: Node keeps the reads of files that are done, to use them again; an immediate is over with its turn. */
const passing = new Set(["FileHandleReadWrap", "Immediate"]);

/** What holds this process, counted. */
function resources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) {
    if (!passing.has(name)) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

process.on("message", () => {
  globalThis.gc?.();
  process.send?.({
    heap: process.memoryUsage().heapUsed,
    open,
    subscribers: channel.size,
    resources: resources(),
    descriptors: readdirSync("/proc/self/fd").length,
    temporary: readdirSync(tmpdir()).filter((name) => name !== "file.bin"),
  });
});
process.on("disconnect", () => clearInterval(ticking));
