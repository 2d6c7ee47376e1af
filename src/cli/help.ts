import { commands, defaultOf, optionEntries } from "./options.ts";
import type { Command, Flag, Option } from "./options.ts";

/** The text of `millrace --help`, or of one command's. */
export function helpText(command?: Command): string {
  return command ? commandHelp(command) : overview();
}

function overview(): string {
  const rows = Object.entries(commands).map(([name, doc]) => [`${name} [file]`, doc] as const);
  return [
    "Usage: millrace <command> [file] [options]",
    "",
    "Commands:",
    ...columns(rows),
    "",
    "The file is found where it is not given: `millrace.app` in package.json, then main.ts, app.ts, api.ts,",
    "index.ts and the same in src. `millrace <command> --help` lists the options of a command.",
  ].join("\n");
}

function commandHelp(command: Command): string {
  const rows = optionEntries()
    .filter(([, option]) => option.commands.includes(command))
    .map(
      ([flag, option]) =>
        [usageOf(flag, option), [option.doc, ...notesOf(option, command)].join(" ")] as const,
    );
  return [
    `Usage: millrace ${command} [file] [options]`,
    "",
    commands[command],
    "",
    "Options:",
    ...columns(rows),
  ].join("\n");
}

/** An option as it is written on a command line: `-p, --port <number>`. */
export function usageOf(flag: Flag, option: Option): string {
  const short = option.short ? `-${option.short}, ` : "";
  return `${short}--${flag}${option.value ? ` <${option.value}>` : ""}`;
}

function notesOf(option: Option, command: Command): string[] {
  const preset = defaultOf(option, command);
  const notes = [
    preset === undefined || preset === false ? "" : `default: ${preset}`,
    option.environment ? `environment: ${option.environment}` : "",
  ].filter((note) => note !== "");
  return notes.length > 0 ? [`(${notes.join("; ")})`] : [];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
