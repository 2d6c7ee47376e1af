import { styleText } from "node:util";
import type { RouteInfo } from "../app/route-info.ts";
import type { Entry } from "./discover.ts";
import type { Settings } from "./options.ts";
import { loadProgram } from "./program.ts";

/** Prints a table of a program's routes: methods, path, name (for a handler without one the ids of its operations), and its place in the source. */
export async function routes(entry: Entry, _settings: Settings): Promise<void> {
  const { app } = await loadProgram(entry);
  process.stdout.write(routeTable(app.routes), () => process.exit(0));
}

/** One line a route, in the order of registration, below a line of titles; those of a mounted app are indented. */
export function routeTable(routes: readonly RouteInfo[]): string {
  const titles = ["METHODS", "PATH", "NAME", "PLACE"];
  const rows = rowsOf(routes, "", "");
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [styleText("bold", line(titles)), ...rows.map(line), ""].join("\n");
}

function rowsOf(routes: readonly RouteInfo[], indent: string, prefix: string): readonly string[][] {
  return routes.flatMap(({ methods, path, name, operationIds = [], place = "", routes: below = [] }) => [
    [indent + methods.join(","), prefix + path, name || operationIds.join(","), place],
    ...rowsOf(below, `${indent}  `, prefix + path.replace(/\/$/, "")),
  ]);
}
