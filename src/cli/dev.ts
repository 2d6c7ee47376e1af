import { dirname, relative, resolve } from "node:path";
import { styleText } from "node:util";
import { devBanner } from "./banner.ts";
import type { Entry } from "./discover.ts";
import { Failure } from "./failure.ts";
import { Gate } from "./gate.ts";
import type { Settings } from "./options.ts";
import { shortPath } from "./program.ts";
import { Reloader } from "./reloader.ts";
import { stopOnSignal } from "./stop.ts";
import { watchSources } from "./watch.ts";

/** Serves a program on one port, in one fresh process after another: the next at each save. */
export async function dev(entry: Entry, settings: Settings): Promise<void> {
  const started = performance.now();
  const { host } = settings;
  const gate = new Gate();
  const port = await gate.listen(settings.port, host);
  const reloader = new Reloader(gate, entry, settings["access-log"], complain);
  const stop = (): Promise<void> => {
    gate.close();
    return reloader.stop();
  };
  stopOnSignal(stop, (code) => {
    reloader.kill();
    process.exit(code);
  });
  const folders = foldersOf(entry, settings["reload-dir"]);
  const watching = watchSources(folders, (files) => void reload(reloader, files));
  const outcome = await reloader.load();
  await watching;
  if (outcome?.outcome === "failed") {
    await stop();
    throw new Failure(outcome.text);
  }
  if (!outcome) return;
  const ms = performance.now() - started;
  console.log(devBanner({ ...outcome, host, port }, ms, folders.map(shortPath)));
}

/** The current folder where the program lies in it, else the program's own. */
function foldersOf(entry: Entry, named: readonly string[] | undefined): string[] {
  if (named) return named.map((folder) => resolve(folder));
  const inside = !relative(process.cwd(), entry.file).startsWith("..");
  return [inside ? process.cwd() : dirname(entry.file)];
}

async function reload(reloader: Reloader, files: readonly string[]): Promise<void> {
  const started = performance.now();
  const outcome = await reloader.load();
  if (outcome?.outcome === "failed") complain(outcome.text);
  if (outcome?.outcome !== "serving") return;
  const cause = files.length === 1 ? shortPath(files[0] ?? "") : `${files.length} files`;
  console.log(
    styleText("dim", `Reloaded in ${(performance.now() - started).toFixed(0)} ms: ${cause} changed.`),
  );
}

function complain(text: string): void {
  console.error(`\n${text}\n${styleText("dim", "Waiting for the next save.", { stream: process.stderr })}`);
}
