import { parseArgs } from "node:util";
import { Failure } from "./failure.ts";
import { commands, defaultOf, kinds, optionEntries } from "./options.ts";
import type { Command, Flag, Option, Settings } from "./options.ts";

/** A command line, understood. `command` is absent where none was named. */
export interface Arguments {
  readonly command?: Command;
  /** The program, as it was written; absent where it is to be found. */
  readonly file?: string;
  readonly settings: Settings;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Given = string | boolean | (string | boolean)[] | undefined;

/** Reads the words after `millrace`: a flag wins over the environment, the environment over the default. Throws `Failure`. */
export function readArguments(words: readonly string[], environment: Environment): Arguments {
  const { values, positionals } = parse(words);
  const [word, file, surplus] = positionals;
  const command = word === undefined ? undefined : commandOf(word);
  if (surplus !== undefined)
    throw new Failure(`\`millrace ${word}\` takes one file; \`${surplus}\` is one too many.`);
  const settings: Partial<Record<Flag, unknown>> = {};
  for (const [flag, option] of optionEntries()) {
    const given = values[flag];
    if (command && given !== undefined && !option.commands.includes(command))
      throw new Failure(
        `\`millrace ${command}\` has no option \`--${flag}\`. See \`millrace ${command} --help\`.`,
      );
    settings[flag] = settle(flag, option, given, command ?? "dev", environment);
  }
  return {
    ...(command ? { command } : {}),
    ...(file === undefined ? {} : { file }),
    settings: settings as Settings,
  };
}

function parse(words: readonly string[]): { values: Record<string, Given>; positionals: string[] } {
  const declared = optionEntries().map(([flag, option]) => [
    flag,
    {
      type: option.kind === "switch" ? "boolean" : "string",
      multiple: option.kind === "list",
      ...(option.short ? { short: option.short } : {}),
    },
  ]);
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: Object.fromEntries(declared) });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [sentence = error.message] = error.message.split(/\.?\n|\. /);
    throw new Failure(`${sentence}. See \`millrace --help\`.`);
  }
}

function commandOf(word: string): Command {
  if (Object.hasOwn(commands, word)) return word as Command;
  const names = Object.keys(commands).map((name) => `\`${name}\``);
  const meant = /[./\\]/.test(word) ? ` Did you mean \`millrace dev ${word}\`?` : "";
  throw new Failure(`There is no command \`${word}\`; the commands are ${names.join(", ")}.${meant}`);
}

function settle(
  flag: Flag,
  option: Option,
  given: Given,
  command: Command,
  environment: Environment,
): unknown {
  if (typeof given === "string") return convert(option, given, `--${flag}`);
  if (given !== undefined) return given;
  const variable = option.environment;
  const inherited = variable && option.commands.includes(command) ? environment[variable] : undefined;
  if (inherited) return convert(option, inherited, `The environment variable ${variable}`);
  return defaultOf(option, command);
}

function convert(option: Option, text: string, subject: string): string | number {
  const fits = {
    text: () => text !== "",
    list: () => text !== "",
    choice: () => option.choices?.includes(text),
    port: () => /^\d+$/.test(text) && Number(text) <= 65_535,
    count: () => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 1024,
    seconds: () => /^\d+(\.\d+)?$/.test(text),
    switch: () => false,
  };
  if (!fits[option.kind]()) {
    const wanted = option.choices?.map((choice) => `\`${choice}\``).join(", ") ?? kinds[option.kind];
    throw new Failure(`${subject} is \`${text}\`; it must be ${wanted}.`);
  }
  return option.kind === "port" || option.kind === "count" || option.kind === "seconds" ? Number(text) : text;
}
