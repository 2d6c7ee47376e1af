import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, Installation } from "./installation.ts";
import { genericProgram, largeProgram, smallProgram } from "./programs.ts";
import { median, printTable } from "./table.ts";

const rounds = 9;

/** Compiles `main.ts` in a process that has done nothing before, and prints the milliseconds since it started. */
const script = `
const { compile } = await import("millrace-compiler");
const attached = "file:///attached.js";
const { modules, diagnostics } = compile({ entries: [process.argv[1]], root: process.cwd(), conditions: [], attached });
if (modules.size === 0 || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
console.log(performance.now());
process.exit();
`;

/** From a cold process to the signatures of a whole program: 5 routes, and 200 routes with 100 models, plain and generic. */
export async function signatures(): Promise<void> {
  build();
  using small = new Installation({ "main.ts": smallProgram });
  using large = new Installation(largeProgram());
  using generic = new Installation(genericProgram());
  const subjects = [
    { name: "5 routes", folder: small.folder },
    { name: "200 routes and 100 models", folder: large.folder },
    { name: "200 routes and 100 models, 5 levels of generics", folder: generic.folder },
  ].map((subject) => ({ ...subject, times: [] as number[] }));
  for (let round = 0; round < rounds; round++)
    for (const { folder, times } of subjects) times.push(await compileCold(folder));
  printTable(
    ["program", "process start to signatures, ms", "fastest", "slowest"],
    subjects.map(({ name, times }) => [
      name,
      median(times).toFixed(0),
      Math.min(...times).toFixed(0),
      Math.max(...times).toFixed(0),
    ]),
  );
}

async function compileCold(folder: string): Promise<number> {
  const compiler = join(folder, "node_modules/millrace/dist/compiler/compile.js");
  const words = ["--input-type=module", "--eval", script.replace("millrace-compiler", compiler)];
  const { stdout } = await promisify(execFile)(process.execPath, [...words, join(folder, "main.ts")], {
    cwd: folder,
  });
  return Number(stdout);
}
