import { readFileSync } from "node:fs";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import { styleText } from "node:util";

/** What the start of a server is told with. */
export interface Start {
  /** The file of the program, as it is shown. */
  readonly file: string;
  /** The export that is the app, where it is known here. */
  readonly name?: string;
  readonly host: string;
  readonly port: number;
  /** The paths of the documentation pages, by their titles. */
  readonly pages: Readonly<Record<string, string>>;
}

/** The version of this package. */
export function version(): string {
  const manifest = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** What `dev` prints when the program serves: its addresses, where it comes from, and what is watched. */
export function devBanner(start: Start, ms: number, folders: readonly string[]): string {
  const { file, name, host, port, pages } = start;
  const rows = [
    ["API", link(host, port, "/")],
    ...Object.entries(pages).map(([title, path]) => [title, link(host, port, path)]),
    ["App", `${name} of ${file}`],
    ["Watching", folders.map((folder) => folder || ".").join(", ")],
  ];
  const width = Math.max(...rows.map(([label = ""]) => label.length));
  const title = `${styleText(["bold", "green"], "Millrace")} ${version()} ${styleText("dim", `ready in ${ms.toFixed(0)} ms`)}`;
  return [
    "",
    `  ${title}`,
    "",
    ...rows.map(([label = "", text]) => `  ${label.padEnd(width)}  ${text}`),
    "",
  ].join("\n");
}

/** What `run` prints when the program serves: one line. */
export function runBanner(
  { file, host, port, secure }: Omit<Start, "pages"> & { readonly secure: boolean },
  workers: number,
): string {
  const by = workers > 1 ? ` with ${workers} workers` : "";
  return `Millrace ${version()} serves ${file} on ${originOf(host, port, secure)}${by}`;
}

function link(host: string, port: number, path: string): string {
  return styleText("cyan", originOf(host, port) + path);
}

/** `http://127.0.0.1:8000`, with an IPv6 address in brackets. */
function originOf(host: string, port: number, secure = false): string {
  return `http${secure ? "s" : ""}://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
