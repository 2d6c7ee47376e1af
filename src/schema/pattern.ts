import { DiagnosticError } from "../contract/diagnostic.ts";

/** The regular expression of a `pattern` constraint: Unicode, searched for anywhere; MR109 where it is not one. */
export function pattern(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new DiagnosticError([
      {
        code: "MR109",
        message: `The pattern ${JSON.stringify(source)} is not a regular expression: ${error.message}.`,
        hint: "Write an ECMAScript regular expression that is valid with the flag `u`.",
      },
    ]);
  }
}
