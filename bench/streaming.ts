import { fanOut } from "./streams/fan-out.ts";

/** What streams cost: events to many, chunks to one, memory of large bodies, and the way of a first item. */
export async function streaming(): Promise<void> {
  for (const subscribers of [1000, 5000]) await fanOut(subscribers);
}
