import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

/** Variables by their names in upper case; upper and lower case are the same. */
export type Variables = ReadonlyMap<string, string>;

/** The variables of an environment and of files; the environment counts before the files, and a later file before an earlier one. */
export function variablesOf(
  environment: Readonly<Record<string, string | undefined>>,
  files: readonly string[],
): Variables {
  const variables = new Map<string, string>();
  for (const source of [...files.map(readFile), environment]) {
    for (const [name, value] of Object.entries(source)) {
      if (value !== undefined) variables.set(name.toUpperCase(), value);
    }
  }
  return variables;
}

/** What a file of variables says; nothing where there is no such file, as on a server whose environment has them all. */
function readFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** `adminEmail`, `admin_email` and `admin-email` as the name of a variable: `ADMIN_EMAIL`. */
export function variableName(property: string): string {
  return property
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .toUpperCase();
}
