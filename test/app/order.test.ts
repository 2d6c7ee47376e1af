import assert from "node:assert/strict";
import { truncateSync } from "node:fs";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { connected, head } from "../http/node/connection.ts";
import { app, begin, type Course, file, type Mode } from "./order-program.ts";

/** What happens in what order, where the handler is called and its result is sent. */
const called: Partial<Record<Mode, string>> = {
  succeed: "outer in, inner in, brief in, begin, end, brief out, inner out, outer out, background",
  refuse:
    "outer in, inner in, brief in, begin, brief saw refused, brief out, inner saw refused, inner out, outer saw refused, outer out",
  map: "outer in, inner in, brief in, begin, brief saw to be mapped, brief out, inner saw to be mapped, inner out, outer saw to be mapped, outer out",
  fail: "outer in, inner in, brief in, begin, brief saw failed, brief out, inner saw failed, inner out, outer saw failed, outer out, report saw failed",
  park: "outer in, inner in, brief in, begin, parked, gone, end, brief out, inner out, outer out, background",
  "park deaf":
    "outer in, inner in, brief in, begin, parked, gone, end, brief out, inner out, outer out, background",
  flood: "outer in, inner in, brief in, begin, end, brief out, inner out, outer out, background",
  "wait first": "outer in, inner in, brief in, begin, end, brief out, inner out, outer out, background",
};

/** The same, where what the handler yields is sent. The function's scope is over before the first item is asked for. */
const streamed: Partial<Record<Mode, string>> = {
  succeed: "outer in, inner in, brief in, brief out, begin, end, inner out, outer out, background",
  refuse:
    "outer in, inner in, brief in, brief out, begin, end, inner saw refused, inner out, outer saw refused, outer out",
  map: "outer in, inner in, brief in, brief out, begin, end, inner saw to be mapped, inner out, outer saw to be mapped, outer out",
  fail: "outer in, inner in, brief in, brief out, begin, end, inner saw failed, inner out, outer saw failed, outer out, report saw failed",
  park: "outer in, inner in, brief in, brief out, begin, parked, gone, end, inner out, outer out, background",
  "park deaf":
    "outer in, inner in, brief in, brief out, begin, parked, gone, end, inner out, outer out, background",
  flood: "outer in, inner in, brief in, brief out, begin, end, inner out, outer out, background",
  "wait first": "outer in, inner in, brief in, brief out, begin, end, inner out, outer out, background",
};

/** Synchronous generators and files wait for nothing but the client. */
const { park: _park, "park deaf": _deaf, ...unparked } = streamed;

const short = "big.txt became shorter while it was being sent";
const files: Partial<Record<Mode, string>> = {
  ...called,
  fail: `outer in, inner in, brief in, begin, end, brief out, inner saw ${short}, inner out, outer saw ${short}, outer out, report saw ${short}`,
};
delete files.park;
delete files["park deaf"];

const courses: Readonly<Record<string, Partial<Record<Mode, string>>>> = {
  plain: called,
  lines: streamed,
  "sync-lines": unparked,
  events: streamed,
  raw: streamed,
  "sync-raw": unparked,
  response: streamed,
  file: files,
};

/** Resolves when no more items are asked for, because the client takes none. */
async function stalled(course: Course): Promise<void> {
  let last: number;
  do {
    last = course.flooded;
    for (let turn = 0; turn < 50; turn++) await setImmediate();
  } while (course.flooded !== last);
}

type Client = Awaited<ReturnType<typeof connected>>;

/** Does what a client of this mode does, until it has the answer or has left. */
async function visit(client: Client, course: Course, kind: string, mode: Mode): Promise<void> {
  const slow = mode === "flood" || (kind === "file" && mode === "fail");
  client.say(head("GET", `/${kind}?mode=${encodeURIComponent(mode)}`, "Connection: close"));
  if (slow) {
    await client.hears(/\r\n\r\n/);
    client.socket.pause();
    await stalled(course);
  }
  if (kind === "file" && mode === "fail") truncateSync(file, 10);
  if (mode === "wait first") await course.has("brief in");
  if (mode.startsWith("park")) await course.has("parked");
  if (mode === "flood" || mode === "wait first" || mode.startsWith("park")) client.leave();
  client.socket.resume();
  if (mode === "park deaf") {
    await course.has("gone");
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    assert.ok(!course.log.includes("inner out"), "dependencies wait for those who use them");
    course.released.resolve();
  }
}

const statuses: Partial<Record<Mode, number>> = { succeed: 200, refuse: 409, map: 418 };

function assertHeard(heard: string, kind: string, mode: Mode): void {
  const status = statuses[mode] ?? (kind === "plain" ? 500 : 200);
  assert.match(heard, new RegExp(`^HTTP/1.1 ${status} `));
  const [, length] = /content-length: (\d+)/i.exec(heard) ?? [];
  const isWhole =
    length === undefined
      ? heard.endsWith("0\r\n\r\n")
      : heard.length - heard.indexOf("\r\n\r\n") - 4 === Number(length);
  assert.equal(isWhole, mode !== "fail" || kind === "plain");
}

for (const [kind, modes] of Object.entries(courses)) {
  for (const [mode, expected] of Object.entries(modes) as [Mode, string][]) {
    test(`${kind}: ${mode}`, async (t) => {
      const course = begin();
      const client = await connected(t, (exchange) => app.handle(exchange));
      await visit(client, course, kind, mode);
      const heard = await client.all();
      await app.settled();
      assert.deepEqual(course.log.join(", "), expected);
      if (mode in statuses || mode === "fail") assertHeard(heard, kind, mode);
      else assert.ok(course.flooded < 400);
    });
  }
}
