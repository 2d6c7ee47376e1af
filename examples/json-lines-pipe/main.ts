import { Millrace } from "millrace";
import type { Field } from "millrace";

/** What a thermometer says. */
interface Reading {
  sensor: Field<string, { minLength: 1 }>;
  celsius: Field<number, { minimum: -273.15 }>;
}

/** A reading beside those of the same sensor that came before it. */
interface Smoothed extends Reading {
  /** The mean of its last ten readings. */
  mean: number;
  /** How many there have been. */
  count: number;
}

const app = new Millrace({ title: "A pipe of JSON Lines" });

/**
 * Each line that comes in is checked, and answered with a line, while more are on their way: a pipe of any length, in constant
 * memory.
 *
 *     yes '{"sensor":"attic","celsius":21.5}' | head -n 1000000 |
 *       curl -sN -T - -X POST -H 'content-type: application/jsonl' localhost:8000/smooth | tail -n 1
 */
app.post(
  "/smooth",
  { bodyLimit: Infinity, errorRecords: true },
  async function* (readings: AsyncIterable<Reading>): AsyncGenerator<Smoothed> {
    const sensors = new Map<string, { count: number; last: number[] }>();
    for await (const { sensor, celsius } of readings) {
      const { count, last } = sensors.get(sensor) ?? { count: 0, last: [] };
      const newest = [...last.slice(-9), celsius];
      sensors.set(sensor, { count: count + 1, last: newest });
      const mean = newest.reduce((sum, value) => sum + value, 0) / newest.length;
      yield { sensor, celsius, mean, count: count + 1 };
    }
  },
);

export default app;
