import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Text, or bytes that are no text. */
export type RecordedBody = string | { readonly base64: string };

/** One request to FastAPI and its answer, as they were recorded. */
export interface RecordedExchange {
  readonly test: string;
  readonly method: string;
  /** With or without scheme and host. */
  readonly url: string;
  readonly req_headers: readonly (readonly [string, string])[];
  readonly req_body: RecordedBody | null;
  readonly status: number;
  readonly res_headers: readonly (readonly [string, string])[];
  readonly res_body: RecordedBody | null;
}

/** The exchanges of one tutorial program, in order. */
export interface Recording {
  readonly topic: string;
  /** `tutorial001` */
  readonly program: string;
  readonly exchanges: readonly RecordedExchange[];
}

/** Every recording, by topic and program, in the order of the file. */
export function recordings(): readonly Recording[] {
  const lines = readFileSync(join(import.meta.dirname, "exchanges.jsonl"), "utf8")
    .trimEnd()
    .split("\n");
  const byProgram = new Map<string, { topic: string; program: string; exchanges: RecordedExchange[] }>();
  for (const line of lines) {
    const exchange = JSON.parse(line) as RecordedExchange;
    const [, topic = "", program = ""] =
      /test_tutorial\/test_(\w+)\/test_(\w+)\.py/.exec(exchange.test) ?? [];
    const key = `${topic}/${program}`;
    const recording = byProgram.get(key) ?? { topic, program, exchanges: [] };
    recording.exchanges.push(exchange);
    byProgram.set(key, recording);
  }
  return [...byProgram.values()];
}

/** What an exchange is called in `deviations.ts`: its program, and its number there from 1. */
export function nameOf(recording: Recording, index: number): string {
  return `${recording.topic}/${recording.program}#${index + 1}`;
}
