import { EventEmitter, on } from "node:events";
import type { Item } from "./main.ts";

const items: Item[] = [{ name: "Mill", price: 12.5, tags: ["wood"] }];
const emitter = new EventEmitter();

/** A connection to a database that lives in memory. */
export async function connect() {
  return {
    async find(id: number, q?: string): Promise<Item | undefined> {
      const item = items[id];
      return item && (!q || item.name.includes(q)) ? item : undefined;
    },
    async save(item: Item): Promise<Item> {
      items.push(item);
      emitter.emit("saved", item);
      return item;
    },
    async *all(): AsyncGenerator<Item> {
      yield* items;
    },
    async *changes(signal: AbortSignal): AsyncGenerator<Item> {
      try {
        for await (const [item] of on(emitter, "saved", { signal })) yield item;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    async close(): Promise<void> {},
  };
}
