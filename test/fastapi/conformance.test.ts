import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { deviations } from "./deviations.ts";
import { nameOf, type Recording, recordings } from "./exchanges.ts";
import { type Port, replay } from "./replay.ts";
import { withoutExchanges } from "./topics.ts";

const counts = new Map<string, { passed: number; total: number }>();
const all = recordings();
/** `ONLY=body,query_params` replays these topics alone. */
const only = process.env["ONLY"]?.split(",");
const replayed = all.filter(({ topic }) => only?.includes(topic) ?? true);

for (const recording of replayed) {
  test(`${recording.topic}/${recording.program}`, async (context) => {
    const program = await programOf(recording);
    for (const [index, exchange] of recording.exchanges.entries()) {
      const name = nameOf(recording, index);
      const port = program?.variants?.[exchange.test.split("::")[1] ?? ""] ?? program?.default;
      const failure = await outcome(port, () => replay(port as Port, exchange));
      count(recording.topic, failure === undefined);
      if (name in deviations) assert.ok(failure, `${name} passes: take it out of deviations.ts`);
      else if (failure) {
        await context.test(
          `${name}: ${exchange.method} ${exchange.url} (${exchange.test.split("::")[1]})`,
          () => {
            throw failure;
          },
        );
      }
    }
  });
}

test("what is without exchanges has none, and what deviates exists", () => {
  const topics = new Set(all.map(({ topic }) => topic));
  assert.deepEqual(
    Object.keys(withoutExchanges).filter((topic) => topics.has(topic)),
    [],
  );
  const names = new Set(
    replayed.flatMap((recording) => recording.exchanges.map((_, i) => nameOf(recording, i))),
  );
  assert.deepEqual(
    Object.keys(deviations).filter((name) => !only && !names.has(name)),
    [],
  );
});

after(() => {
  let sum = 0;
  let of = 0;
  for (const [topic, { passed, total }] of counts) {
    console.log(`${topic}: ${passed} of ${total}`);
    sum += passed;
    of += total;
  }
  for (const [topic, reason] of Object.entries(withoutExchanges))
    console.log(`${topic}: left out: ${reason}`);
  console.log(`${sum} of ${of}`);
});

/** A port, and what stands in its place for some of FastAPI's tests: the same program with other settings. */
interface Program {
  readonly default: Port;
  readonly variants?: Readonly<Record<string, Port>>;
}

/** The port of a program; `undefined` where there is none yet. */
async function programOf({ topic, program }: Recording): Promise<Program | undefined> {
  const file = join(import.meta.dirname, "programs", topic, `${program}.ts`);
  if (!existsSync(file)) return undefined;
  return (await import(pathToFileURL(file).href)) as Program;
}

async function outcome(port: Port | undefined, run: () => Promise<void>): Promise<Error | undefined> {
  if (!port) return new Error("there is no port of this program");
  try {
    await run();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function count(topic: string, passed: boolean): void {
  const entry = counts.get(topic) ?? { passed: 0, total: 0 };
  entry.total++;
  if (passed) entry.passed++;
  counts.set(topic, entry);
}
