import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { canGenerate } from "./emit.ts";
import { Generator } from "./generator.ts";
import { interpreterOf } from "./interpreter.ts";
import type { Issue } from "./issue.ts";
import type { Omissions } from "./kind.ts";
import { isFinite, writeNative } from "./native.ts";
import { newRun, prefix, type Run, type Write } from "./run.ts";

/** Writes a value as JSON text; what is wrong with it is pushed onto `issues`, with a `loc` that starts at `response`. */
export type Serialize = (value: unknown, issues: Issue[]) => string;

/** How values are written. */
export interface SerializerOptions {
  /** Filtered to the type's properties and validated; otherwise sent as it is, and the rest says nothing. */
  readonly declared: boolean;
  /** Properties that are not there stay away, though they have a default. */
  readonly bare?: boolean;
  /** Properties that are left out though they are there. */
  readonly omits?: Omissions;
}

function serialize(write: Write): Serialize {
  return (value, issues) => {
    const run = newRun();
    const text = write(value, run);
    if (run.issues.length) {
      prefix(run.issues, 0, ["response"]);
      for (const issue of run.issues) issues.push(issue);
    }
    return text;
  };
}

/** `JSON.stringify` writes NaN and the infinities as null; only a text with a null in it can hide one. */
function writePlain(value: unknown, run: Run): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
    if (text?.includes("null") && !isFinite(value)) return writeNative(value, run);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    return writeNative(value, run);
  }
  return text ?? "null";
}

/** The interpreted serializer of a type. */
export function interpretSerializer(
  type: TypeModel,
  definitions: Definitions,
  options: SerializerOptions,
): Serialize {
  if (!options.declared) return serialize(writeNative);
  return serialize(interpreterOf(definitions, "native", options).write(type));
}

/**
 * The serializer of a type: of a declared result as generated code that is made at its first use, or interpreted where the
 * platform allows no generated code; of any other as `JSON.stringify` where that writes all its values as we do.
 */
export function compileSerializer(
  type: TypeModel,
  definitions: Definitions,
  options: SerializerOptions,
): Serialize {
  const interpreter = interpreterOf(definitions, "native", options);
  if (!options.declared) return serialize(interpreter.isPlain(type) ? writePlain : writeNative);
  const interpreted = interpreter.write(type);
  if (!canGenerate()) return serialize(interpreted);
  let write: Write | undefined;
  return serialize((value, run) => {
    write ??= new Generator(interpreter).buildWrite(type);
    return write(value, run);
  });
}
