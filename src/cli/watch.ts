import { basename } from "node:path";
import { watch } from "chokidar";

const sources = /\.[cm]?[jt]sx?$/;
const manifests = /^(package|tsconfig.*)\.json$/;
const ignoredFolders = new Set(["node_modules", "dist"]);

/** How long after a change further ones are taken for the same save, in milliseconds. */
const settle = 25;

/**
 * Calls `changed` with the files of each save: modules, package.json and tsconfig.json below `folders`, leaving out
 * node_modules, dist and what starts with a dot. Resolves when every folder is being watched, with what ends that.
 */
export async function watchSources(
  folders: readonly string[],
  changed: (files: readonly string[]) => void,
): Promise<() => Promise<void>> {
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path, stats) => !folders.includes(path) && isIgnored(basename(path), stats?.isFile()),
  });
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  watcher.on("all", (event, path) => {
    if (event === "addDir" || event === "unlinkDir") return;
    files.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const saved = [...files];
      files.clear();
      changed(saved);
    }, settle);
  });
  watcher.on("error", (error) => console.error(`Not every file is watched: ${String(error)}`));
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return () => watcher.close();
}

function isIgnored(name: string, isFile: boolean | undefined): boolean {
  if (name.startsWith(".") || ignoredFolders.has(name)) return true;
  return isFile === true && !sources.test(name) && !manifests.test(name);
}
