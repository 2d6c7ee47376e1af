import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { FileResponse, HTTPException, Millrace, StreamingResponse } from "../../src/index.ts";
import type { BackgroundTasks, Depends, EventStream } from "../../src/index.ts";

/** What happens to one request, in order; and waiting for something to happen. */
export class Course {
  readonly log: string[] = [];
  /** How many big items were asked for. */
  flooded = 0;
  readonly released = Promise.withResolvers<void>();
  readonly #waiting = new Map<string, () => void>();

  note(event: string): void {
    this.log.push(event);
    this.#waiting.get(event)?.();
  }

  async has(event: string): Promise<void> {
    if (!this.log.includes(event)) await new Promise<void>((resolve) => this.#waiting.set(event, resolve));
  }
}

/** Of the one request that is made at a time. */
let course = new Course();

/** Begins anew, with the file whole. */
export function begin(): Course {
  writeFileSync(file, big.repeat(400));
  course = new Course();
  return course;
}

const folder = mkdtempSync(join(tmpdir(), "millrace-order-"));
after(() => rmSync(folder, { recursive: true }));
/** 25 MiB. */
export const file = join(folder, "big.txt");

/** What a handler does, as its request asks. */
export type Mode = "succeed" | "refuse" | "map" | "fail" | "park" | "park deaf" | "flood" | "wait first";

function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function saw(who: string, error: unknown): void {
  course.note(`${who} saw ${(error as Error).message.replace(`${folder}/`, "")}`);
}

async function* outer() {
  course.note("outer in");
  try {
    yield "outer";
  } catch (error) {
    saw("outer", error);
    throw error instanceof RangeError ? new HTTPException(418, "mapped") : error;
  } finally {
    course.note("outer out");
  }
}

function* inner(held: Depends<typeof outer>) {
  course.note("inner in");
  try {
    yield `${held} inner`;
  } catch (error) {
    saw("inner", error);
    throw error;
  } finally {
    course.note("inner out");
  }
}

async function* brief(mode: Mode, signal: AbortSignal, tasks: BackgroundTasks) {
  course.note("brief in");
  tasks.add(() => course.note("background"));
  if (mode === "wait first") await gone(signal);
  try {
    yield "brief";
  } catch (error) {
    saw("brief", error);
    throw error;
  } finally {
    course.note("brief out");
  }
}

type Inner = Depends<typeof inner>;
type Brief = Depends<typeof brief, { scope: "function" }>;

function before(mode: Mode): void {
  if (mode === "refuse") throw new HTTPException(409, "refused");
  if (mode === "map") throw new RangeError("to be mapped");
}

/** Waits for the client to leave, or for something else. */
async function park(mode: Mode, signal: AbortSignal): Promise<void> {
  course.note("parked");
  await gone(signal);
  course.note("gone");
  if (mode === "park deaf") await course.released.promise;
}

const big = "x".repeat(64 * 1024);

function* flood(): Generator<string> {
  for (;;) {
    course.flooded++;
    yield big;
  }
}

async function* items(mode: Mode, signal: AbortSignal): AsyncGenerator<string> {
  course.note("begin");
  try {
    before(mode);
    yield "first";
    if (mode === "fail") throw new Error("failed");
    if (mode.startsWith("park")) await park(mode, signal);
    if (mode === "flood") yield* flood();
    yield "last";
  } finally {
    course.note("end");
  }
}

function* syncItems(mode: Mode): Generator<string> {
  course.note("begin");
  try {
    before(mode);
    yield "first";
    if (mode === "fail") throw new Error("failed");
    if (mode === "flood") yield* flood();
    yield "last";
  } finally {
    course.note("end");
  }
}

export const app = new Millrace();
app.onError = (error) => saw("report", error);

app.get("/plain", async (mode: Mode, signal: AbortSignal, held: Inner, brief: Brief) => {
  course.note("begin");
  before(mode);
  if (mode === "fail") throw new Error("failed");
  if (mode.startsWith("park")) await park(mode, signal);
  course.note("end");
  return mode === "flood" ? big.repeat(400) : `${held} ${brief}`;
});

app.get(
  "/lines",
  async function* (
    mode: Mode,
    signal: AbortSignal,
    _held: Inner,
    _brief: Brief,
  ): AsyncGenerator<{
    item: string;
  }> {
    for await (const item of items(mode, signal)) yield { item };
  },
);

app.get("/sync-lines", function* (mode: Mode, _held: Inner, _brief: Brief): Generator<{ item: string }> {
  for (const item of syncItems(mode)) yield { item };
});

app.get(
  "/events",
  async function* (mode: Mode, signal: AbortSignal, _held: Inner, _brief: Brief): EventStream<string> {
    yield* items(mode, signal);
  },
);

app.get(
  "/raw",
  async function* (mode: Mode, signal: AbortSignal, _held: Inner, _brief: Brief): AsyncGenerator<string> {
    yield* items(mode, signal);
  },
);

app.get("/sync-raw", function* (mode: Mode, _held: Inner, _brief: Brief): Generator<string> {
  yield* syncItems(mode);
});

app.get("/response", (mode: Mode, signal: AbortSignal, _held: Inner, _brief: Brief) => {
  return new StreamingResponse(items(mode, signal), { mediaType: "text/plain" });
});

app.get("/file", (mode: Mode, _held: Inner, _brief: Brief) => {
  course.note("begin");
  before(mode);
  course.note("end");
  return new FileResponse(file);
});
