import { signatureOf } from "../contract/attached.ts";
import { type Diagnostic, DiagnosticError } from "../contract/diagnostic.ts";
import { type Pattern, PatternError, parsePattern, withBraces } from "../routing/pattern.ts";
import type { Plan } from "./plan.ts";
import type { RouteDeclaration, WebSocketDeclaration } from "./route.ts";

/** A route's title with the place of its handler, for messages. */
export function titleOf(title: string, { signature: { location } }: Plan): string {
  return location.line > 0 ? `${title} (${location.file}:${location.line})` : title;
}

/** The pattern of a route's path; MR112 for one that is none. */
export function patternOf(
  { path, handler }: RouteDeclaration | WebSocketDeclaration,
  title: string,
): Pattern {
  try {
    return parsePattern(path);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const message = `the path of ${title} is invalid: ${error.message}`;
    const location = signatureOf(handler)?.signature.location;
    const braced = withBraces(path);
    const hint = braced === path ? "write paths as /items/{id} or /files/{rest:path}" : `write ${braced}`;
    throw new DiagnosticError([{ code: "MR112", message, hint, ...(location && { location }) }]);
  }
}

/** That something answers already what a route was to answer: MR108. */
export function duplicate(route: string, earlier: string, plan?: Plan): DiagnosticError {
  const diagnostic: Diagnostic = {
    code: "MR108",
    message: `${route} is registered twice: ${earlier} already answers it`,
    ...(plan && plan.signature.location.line > 0 && { location: plan.signature.location }),
    hint: "give one of them another path or another method",
  };
  return new DiagnosticError([diagnostic]);
}
