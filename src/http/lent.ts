import type { Chunk } from "./engine.ts";

const owners = new WeakMap<Uint8Array, () => void>();

/** Shorter chunks are never lent: looking them up would cost more than new bytes. */
export const leastLent: number = 64 * 1024;

/**
 * Marks a chunk of at least 64 KiB whose bytes its owner will write over once they have been given back. An engine that
 * knows when the network has taken them may give them back; whoever keeps a chunk longer than until the next one is pulled
 * must copy it.
 */
export function lend(chunk: Uint8Array, takeBack: () => void): Uint8Array {
  if (chunk.length >= leastLent) owners.set(chunk, takeBack);
  return chunk;
}

/** What an engine calls when the network has taken a chunk; `undefined` for one that nobody wants back. */
export function ownerOf(chunk: Chunk): (() => void) | undefined {
  return typeof chunk === "object" && chunk.length >= leastLent ? owners.get(chunk) : undefined;
}
