import { explain } from "./failure.ts";

const signals = { SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Runs `stop` at the first SIGINT or SIGTERM and then ends the process with code 0, or 1 where it fails. A second signal runs `force`, whose
 * default is to end the process at once with 128 plus the signal's number.
 */
export function stopOnSignal(stop: () => Promise<void>, force: (code: number) => void = process.exit): void {
  let stopping = false;
  for (const [signal, number] of Object.entries(signals)) {
    process.on(signal, () => {
      if (stopping) {
        force(128 + number);
        return;
      }
      stopping = true;
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
