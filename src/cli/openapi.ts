import { writeFile } from "node:fs/promises";
import type { Entry } from "./discover.ts";
import { Failure } from "./failure.ts";
import type { Settings } from "./options.ts";
import { loadProgram } from "./program.ts";

/** Prints the OpenAPI document of a program, or writes it to the file of `--out`. */
export async function openapi(entry: Entry, { out }: Settings): Promise<void> {
  const { app } = await loadProgram(entry);
  const text = `${JSON.stringify(app.openapi(), undefined, 2)}\n`;
  if (out === undefined) process.stdout.write(text, () => process.exit(0));
  else await writeDocument(out, text);
}

async function writeDocument(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new Failure(`\`${file}\` cannot be written: ${(error as Error).message}`);
  }
  process.exit(0);
}
