/** How many chunks a response has. */
export const count = 10_000;

const chunk = "x".repeat(63) + "\n";

/** Chunks that are always ready. */
export async function* chunks(): AsyncGenerator<string> {
  for (let i = 0; i < count; i++) yield chunk;
}
