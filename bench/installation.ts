import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");

/** The command line of an installed Millrace, relative to the folder it is installed in. */
export const cli = "node_modules/millrace/dist/cli/main.js";

/** A project in a folder of its own with the built Millrace in its node_modules, as a user has it. */
export class Installation implements Disposable {
  readonly folder: string = mkdtempSync(join(tmpdir(), "millrace-bench-"));

  constructor(files: Readonly<Record<string, string>>) {
    this.write("package.json", JSON.stringify({ type: "module" }));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    const modules = join(this.folder, "node_modules");
    const home = join(modules, "millrace");
    cpSync(join(root, "dist"), join(home, "dist"), { recursive: true });
    cpSync(join(root, "package.json"), join(home, "package.json"));
    for (const name of readdirSync(join(root, "node_modules")))
      if (!name.startsWith(".")) symlinkSync(join(root, "node_modules", name), join(modules, name));
  }

  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Takes away what an earlier start has left on disk. */
  forget(): void {
    rmSync(join(this.folder, "node_modules/.cache"), { recursive: true, force: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }
}

let built = false;

/** Builds `dist`, once a process. */
export function build(): void {
  if (!built) execFileSync(process.execPath, ["scripts/build.ts"], { cwd: root, stdio: "inherit" });
  built = true;
}
