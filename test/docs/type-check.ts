import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const tsc = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");

/** What the guide asks for, and what the sources need, as which `millrace` is checked here. */
const config = {
  compilerOptions: {
    module: "nodenext",
    target: "esnext",
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ["node"],
    lib: ["esnext"],
    customConditions: ["millrace-source"],
  },
};

/** Makes a folder of the repository a project of TypeScript. */
export function writeConfig(folder: string): void {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
}

/** What the type checker says of the programs in a project; nothing where they are well typed. */
export async function mistakesIn(folder: string): Promise<string> {
  return promisify(execFile)(process.execPath, [tsc, "-p", folder], { cwd: folder }).then(
    () => "",
    (error: { stdout?: string; message: string }) => error.stdout || error.message,
  );
}
