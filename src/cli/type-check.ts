import { styleText } from "node:util";
import { findTypeErrors } from "../loader/type-errors.ts";

/** How many errors are shown; one mistake in a shared type can make hundreds. */
const shown = 20;

type Found = Awaited<ReturnType<typeof findTypeErrors>>;

/** Checks the types of a program in the background and prints what is wrong with them. */
export class TypeCheck {
  readonly #entry: string;
  #running = new AbortController();

  constructor(entry: string) {
    this.#entry = entry;
  }

  /** Checks the program as it is now, in place of a check that is still under way. */
  async start(): Promise<void> {
    this.stop();
    const { signal } = (this.#running = new AbortController());
    try {
      const errors = await findTypeErrors(this.#entry, signal);
      if (errors.length > 0 && !signal.aborted) console.error(typeReport(errors));
    } catch (error) {
      if (!signal.aborted) console.error(`The types could not be checked: ${(error as Error).message}`);
    }
  }

  /** Ends a check that is under way. */
  stop(): void {
    this.#running.abort();
  }
}

/** TypeScript's codes for a name of Node.js's whose types are not installed. */
const untypedNode: ReadonlySet<number> = new Set([2580, 2591]);

/** `file:line:column message` for each error; one line for all that come of the types of Node.js not being there. */
export function typeReport(found: Found): string {
  const errors = found.filter(({ code }) => !untypedNode.has(code));
  const lines = errors.slice(0, shown).map(({ location: { file, line, column }, code, message }) => {
    const place = styleText("cyan", `${file}:${line}:${column}`, { stream: process.stderr });
    return `${place} ${message} (TS${code})`;
  });
  if (errors.length > shown) lines.push(`… and ${errors.length - shown} more type errors`);
  if (errors.length < found.length)
    lines.push("The types of Node.js are not installed: npm i -D @types/node");
  return lines.join("\n");
}
