import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";

const repository = realpathSync(join(import.meta.dirname, "../.."));

/** The module that remembers signatures, for programs that print what they were given. */
export const attached: string = join(repository, "src/contract/attached.ts");

/** What a process printed and how it ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** How a program is started. */
export interface RunOptions {
  readonly main?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
}

/** A program in a directory of its own, with Millrace installed beside it. */
export class TemporaryProgram {
  readonly directory: string;

  constructor(context: TestContext, files: Readonly<Record<string, string>>) {
    this.directory = realpathSync(mkdtempSync(join(tmpdir(), "millrace-test-")));
    context.after(() => rmSync(this.directory, { recursive: true }));
    mkdirSync(join(this.directory, "node_modules/@types"), { recursive: true });
    symlinkSync(repository, join(this.directory, "node_modules/millrace"));
    symlinkSync(
      join(repository, "node_modules/@types/node"),
      join(this.directory, "node_modules/@types/node"),
    );
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Runs the program as its author would. */
  run({ main = "main.ts", environment = {}, arguments: given = [] }: RunOptions = {}): Ended {
    const options = ["--conditions=millrace-source", "--import", "millrace/register", ...given, main];
    return spawnSync(process.execPath, options, {
      cwd: this.directory,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", ...environment },
    });
  }
}

/** A stand-in for an app: remembers what it is given and prints the signatures. */
export const app: string = `
import { signatureOf, type Handler } from ${JSON.stringify(attached)};

export function get<F extends Handler>(path: string, handler: F): void;
export function get<F extends Handler>(path: string, options: { dependencies?: readonly Handler[]; handler?: Handler }, handler: F): void;
export function get(path: string, ...rest: unknown[]): void {
  const [options, handler] = rest.length === 1 ? [{}, rest[0] as Handler] : (rest as [{ dependencies?: readonly Handler[]; handler?: Handler }, Handler]);
  const functions = [...(options.dependencies ?? []), ...(options.handler ? [options.handler] : []), handler];
  for (const one of functions) {
    const found = signatureOf(one);
    const parameters = found?.signature.parameters.map(({ name, type }) => name + ":" + type.kind) ?? ["none"];
    const values = Object.entries(found?.callables ?? {}).map(([id, value]) => id + "=" + typeof value() + " " + value().name);
    console.log([path, ...parameters, ...values].join(" ").replace(/@\\d+/g, "@"));
  }
}
`;

/** Runs a program to its end and gives what it printed, line by line. */
export function linesOf(program: TemporaryProgram, options?: RunOptions): readonly string[] {
  const { stdout, stderr, status } = program.run(options);
  assert.equal(status, 0, stderr);
  return stdout.trim().split("\n");
}
