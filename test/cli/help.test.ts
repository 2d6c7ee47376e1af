import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { helpText, usageOf } from "../../src/cli/help.ts";
import { commands, optionEntries } from "../../src/cli/options.ts";
import type { Command, Flag, Option } from "../../src/cli/options.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/reference/cli.md"), "utf8");
const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(" ");

function defaultCell({ kind, default: value }: Option): string {
  if (value === undefined || kind === "switch") return "";
  if (typeof value !== "object") return `\`${value}\``;
  return Object.entries(value)
    .map(([command, text]) => `\`${text}\` for \`${command}\``)
    .join(", ");
}

function row(flag: Flag, option: Option): string {
  const usage = `\`${usageOf(flag, option).replaceAll("|", "\\|")}\``;
  const environment = option.environment ? `\`${option.environment}\`` : "";
  return `| ${[usage, code(option.commands), defaultCell(option), environment, option.doc].join(" | ")} |`;
}

test("the reference lists the options as they are declared, and no others", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| `-"));
  assert.deepEqual(
    rows,
    optionEntries().map(([flag, option]) => row(flag, option)),
  );
});

test("the reference lists the commands as they are declared", () => {
  for (const [command, doc] of Object.entries(commands))
    assert.ok(page.includes(`| \`${command}\` | ${doc} |`));
});

test("the help of a command lists its options with default and environment, and no others", () => {
  const help = helpText("run");
  assert.match(help, /^Usage: millrace run \[file\] \[options\]\n/);
  assert.match(
    help,
    /--host <address> +The address to listen on\. \(default: 0\.0\.0\.0; environment: HOST\)\n/,
  );
  assert.match(help, /-p, --port <number> .* \(default: 8000; environment: PORT\)\n/);
  assert.doesNotMatch(help, /--reload-dir|--out/);
});

test("the general help lists every command", () => {
  for (const command of Object.keys(commands) as Command[])
    assert.ok(helpText().includes(`\n  ${command} [file]`));
});
