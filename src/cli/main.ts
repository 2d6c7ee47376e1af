#!/usr/bin/env node
import { readArguments } from "./arguments.ts";
import type { Arguments } from "./arguments.ts";
import { versionComplaint } from "../loader/node-version.ts";
import { version } from "./banner.ts";
import { findEntry } from "./discover.ts";
import type { Entry } from "./discover.ts";
import { Failure } from "./failure.ts";
import { helpText } from "./help.ts";
import type { Command, Settings } from "./options.ts";

type Action = (entry: Entry, settings: Settings) => Promise<void>;

/** Each command's code is loaded only when it is asked for. */
const actions: Record<Command, () => Promise<Action>> = {
  dev: async () => (await import("./dev.ts")).dev,
  run: async () => (await import("./run.ts")).run,
  openapi: async () => (await import("./openapi.ts")).openapi,
  routes: async () => (await import("./routes.ts")).routes,
};

async function main({ command, file, settings }: Arguments): Promise<void> {
  if (settings.version) {
    console.log(version());
  } else if (settings.help || !command) {
    console.log(helpText(command));
  } else {
    const complaint = versionComplaint();
    if (complaint !== undefined) throw new Failure(complaint);
    const found = findEntry(process.cwd(), file);
    const entry = settings.app === undefined ? found : { ...found, app: settings.app };
    const action = await actions[command]();
    await action(entry, settings);
  }
}

try {
  await main(readArguments(process.argv.slice(2), process.env));
} catch (error) {
  console.error(error instanceof Failure ? error.message : error);
  process.exit(1);
}
