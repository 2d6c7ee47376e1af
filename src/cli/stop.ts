import { explain } from "./failure.ts";

const signals = { SIGINT: 2, SIGTERM: 15 } as const;

/** One stop may be told twice: to a process and to the group that it is of. Milliseconds within which both mean the same. */
const echo = 100;

/**
 * Runs `stop` at the first SIGINT or SIGTERM and then ends the process with code 0, or 1 where it fails. A second signal, but not
 * the echo of the first, runs `force`, whose default is to end the process at once with 128 plus the signal's number.
 */
export function stopOnSignal(stop: () => Promise<void>, force: (code: number) => void = process.exit): void {
  let first: { readonly signal: string; readonly time: number } | undefined;
  for (const [signal, number] of Object.entries(signals)) {
    process.on(signal, () => {
      const time = performance.now();
      if (first) {
        if (signal !== first.signal || time - first.time > echo) force(128 + number);
        return;
      }
      first = { signal, time };
      void stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(`The app did not stop cleanly. ${explain(error)}`);
          process.exit(1);
        },
      );
    });
  }
}
