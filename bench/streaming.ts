import { chunks } from "./streams/chunks.ts";
import { fanOut } from "./streams/fan-out.ts";
import { firstItem } from "./streams/first-item.ts";
import { memory } from "./streams/memory.ts";

/** What streams cost: events to many, chunks to one, the way of an item, and memory of large bodies. */
export async function streaming(): Promise<void> {
  for (const subscribers of [1000, 5000]) {
    console.log(`${subscribers} subscribers:\n`);
    await fanOut(subscribers);
    console.log();
  }
  for (const bench of [chunks, firstItem, memory]) {
    await bench();
    console.log();
  }
}
