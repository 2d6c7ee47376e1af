/** A place in the author's source. Line and column count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The text of the line, so that a frame can be shown where the file is not at hand. */
  readonly source: string;
}

/** Every mistake that an author of a program can make. Codes are never used again. */
export const diagnosticCodes = {
  MR101: "A parameter has a type that no request can carry",
  MR102: "A declared result has a type that no response can carry",
  MR103: "A handler has no signature",
  MR104: "A value that a type names cannot be imported",
  MR105: "Two body parameters are of conflicting kinds",
  MR106: "The path has a parameter that the handler lacks",
  MR107: "A path parameter is not in the path",
  MR108: "A route is registered twice",
  MR109: "A constraint is invalid",
  MR110: "A parameter has no type",
  MR111: "A parameter's type does not suit its source",
  MR112: "A path pattern is invalid",
  MR113: "Dependencies depend on each other in a circle",
  MR114: "A type parameter is not bound to a type",
  MR115: "A rest parameter cannot be filled from a request",
  MR116: "TypeScript 7 is not installed",
  MR117: "A type needs Temporal, which this Node.js does not have",
  MR118: "A dependency outlives one that it needs",
  MR119: "Two security schemes have the same name",
  MR120: "A result option names a property that the result does not have",
  MR121: "A dependency's parameters are not known",
  MR122: "A dependency is a method that needs its object",
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** One mistake of the author's: what is wrong, where, and what to do. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** One sentence that names the parameter, the type or the path. */
  readonly message: string;
  readonly location?: Location;
  /** One sentence that says what to write instead. */
  readonly hint?: string;
}

/** A place as lines of text: its name, and the line of source with a caret below it. */
export function formatFrame(location: Location): string[] {
  const number = String(location.line);
  const margin = " ".repeat(number.length);
  const before = location.source.slice(0, location.column - 1).replace(/[^\t]/g, " ");
  return [
    `  at ${location.file}:${location.line}:${location.column}`,
    `  ${margin} |`,
    `  ${number} | ${location.source}`,
    `  ${margin} | ${before}^`,
  ];
}

/** The diagnostic as text: code and message, the place, the line with a caret below it, and the hint. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { code, message, location, hint } = diagnostic;
  const lines = [`${code}: ${message}`, ...(location ? formatFrame(location) : [])];
  if (hint) lines.push(`  hint: ${hint}`);
  return lines.join("\n");
}

/** The author's mistakes, thrown at load or registration time. The message holds every one, with its frame. */
export class DiagnosticError extends Error {
  override readonly name = "DiagnosticError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n\n"));
    this.diagnostics = diagnostics;
  }
}
