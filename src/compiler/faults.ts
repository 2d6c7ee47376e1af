import { isUserModule } from "./files.ts";
import type { Program } from "./session.ts";

/** A syntax error: what is wrong, and where in the source; line and column count from 1. */
export interface SourceFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** The first syntax error in each of the user's modules that has one, by absolute path. */
export function syntaxFaults(program: Program): ReadonlyMap<string, SourceFault> {
  const faults = new Map<string, SourceFault>();
  for (const { fileName, pos, text } of program.getSyntacticDiagnostics()) {
    if (fileName === undefined || faults.has(fileName) || !isUserModule(fileName)) continue;
    const position = program.getSourceFile(fileName)?.getLineAndCharacterOfPosition(pos);
    if (position)
      faults.set(fileName, { message: text, line: position.line + 1, column: position.character + 1 });
  }
  return faults;
}
