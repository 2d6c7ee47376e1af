import type { Diagnostic, DiagnosticCode } from "../contract/diagnostic.ts";
import { locate } from "./files.ts";
import type { Checker, Node, Program } from "./session.ts";
import { Symbols } from "./symbols.ts";
import { Models } from "./types/models.ts";

/** One reading of one program: what its parts ask, what they have learned, and what is wrong with the program. */
export class Compilation {
  /** The directory that files and ids are named from. */
  readonly root: string;
  readonly program: Program;
  readonly checker: Checker;
  readonly symbols: Symbols;
  readonly models: Models;
  readonly #diagnostics = new Map<string, Diagnostic>();

  constructor(root: string, program: Program, checker: Checker) {
    this.root = root;
    this.program = program;
    this.checker = checker;
    this.symbols = new Symbols(checker);
    this.models = new Models({
      root,
      checker,
      symbols: this.symbols,
      onMistake: (place, message, hint) => this.report("MR109", place, message, hint),
    });
  }

  /** What is wrong with the program, each thing once. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#diagnostics.values()];
  }

  /** Notes a mistake of the author's, at `place`. */
  report(code: DiagnosticCode, place: Node, message: string, hint?: string): void {
    const location = locate(this.root, place);
    const key = `${code} ${location.file}:${location.line}:${location.column} ${message}`;
    this.#diagnostics.set(key, { code, message, location, ...(hint !== undefined && { hint }) });
  }
}
