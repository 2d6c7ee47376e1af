import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

/** Something the user can put right: its message is all that is shown. */
export class Failure extends Error {
  override readonly name = "Failure";
}

const ours = `${pathToFileURL(join(import.meta.dirname, "..")).href}/`;

/** Errors whose message says all that there is to say. */
const plain: ReadonlySet<string> = new Set(["Failure", "DiagnosticError", "SettingsError"]);

/** What a program threw, as text for its author: messages, causes, and the stack without Node's frames and ours. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return `The program threw ${inspect(error)}`;
  if (plain.has(error.name)) return error.message;
  const lines = [headOf(error), ...importHint(error), ...framesOf(error)];
  if (error instanceof AggregateError) lines.push(...error.errors.map((inner) => nested("error", inner)));
  if (error.cause !== undefined) lines.push(nested("cause", error.cause));
  return lines.join("\n");
}

function nested(label: string, error: unknown): string {
  return `  ${label}: ${explain(error).replaceAll("\n", "\n  ")}`;
}

/** Types have no values: TypeScript leaves the import of one in the code under `verbatimModuleSyntax`. */
function importHint({ message }: Error): string[] {
  const [, from, name] =
    /module '(millrace(?:\/\w+)?)' does not provide an export named '(\w+)'/.exec(message) ?? [];
  if (name === undefined) return [];
  return [`  hint: Where it is a type, write \`import type { ${name} } from "${from}"\`.`];
}

/** The stack up to its first frame: name and message, and for a syntax error the place and the line. */
function headOf(error: Error): string {
  const stack = error.stack ?? "";
  const first = stack.search(/\n {4}at /);
  const head = first === -1 ? stack : stack.slice(0, first);
  return head.includes(error.message) && head !== "" ? head : `${error.name}: ${error.message}`;
}

function framesOf(error: Error): string[] {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  return frames.filter((frame) => !frame.includes("node:") && !frame.includes(ours));
}

/** A listening socket's error, in words; other errors as they are. */
export function listenFailure(error: unknown, host: string, port: number): unknown {
  const { code } = error as { code?: string };
  if (code === "EADDRINUSE")
    return new Failure(
      `Port ${port} of ${host} is in use. Stop what uses it, or choose another with \`--port\`.`,
    );
  if (code === "EACCES") return new Failure(`This user may not listen on port ${port} of ${host}.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new Failure(`\`${host}\` is not an address of this machine.`);
  return error;
}
