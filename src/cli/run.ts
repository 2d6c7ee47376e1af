import cluster from "node:cluster";
import { accessWriter } from "./access-log.ts";
import { runBanner } from "./banner.ts";
import type { Entry } from "./discover.ts";
import { listenFailure } from "./failure.ts";
import type { Settings } from "./options.ts";
import { loadProgram, shortPath } from "./program.ts";
import { proxiesOf } from "./proxies.ts";
import { servedApp, startApp } from "./served-app.ts";
import { stopOnSignal } from "./stop.ts";
import { readTls } from "./tls.ts";
import { serve } from "../http/node/server.ts";
import type { Served, Server } from "../http/node/server.ts";

/** Serves a program until a signal stops it, in this process or in several. */
export async function run(entry: Entry, settings: Settings): Promise<void> {
  const { host, workers } = settings;
  const file = shortPath(entry.file);
  if (workers > 1 && cluster.isPrimary) {
    const { superviseWorkers } = await import("./workers.ts");
    const port = await superviseWorkers(workers);
    console.log(runBanner({ file, host, port, secure: readTls(settings) !== undefined }, workers));
    return;
  }
  const { app } = await loadProgram(entry);
  const write = accessWriter(settings["access-log"]);
  await startApp(app, file);
  const server = await listen(servedApp(app, write), settings);
  // A worker is told to stop by its primary, and by the terminal as well: both mean the same.
  stopOnSignal(() => server.close(settings.grace * 1000), cluster.isWorker ? () => {} : undefined);
  if (cluster.isWorker) return;
  const secure = server.url.startsWith("https:");
  console.log(runBanner({ file, host, port: server.port, secure }, workers));
}

async function listen(app: Served, settings: Settings): Promise<Server> {
  const { host, port, http2 } = settings;
  const tls = readTls(settings);
  const proxies = proxiesOf(settings);
  try {
    return await serve(app, { host, port, ...proxies, ...(tls ? { tls } : { http2 }) });
  } catch (error) {
    throw listenFailure(error, host, port);
  }
}
