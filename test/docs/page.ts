import { reasonOf } from "../../src/http/status.ts";

/** A program of a page: its files by name, and what its console sessions say. */
export interface Program {
  readonly files: ReadonlyMap<string, string>;
  readonly exchanges: readonly ConsoleExchange[];
}

/** One `$ curl …` and what it prints. */
export interface ConsoleExchange {
  readonly command: string;
  readonly output: string;
}

const fence = /^```(\w+)\n([\s\S]*?)^```$/gm;
const fileName = /^\/\/ (\S+\.(?:ts|js|mts))\n/;
/** What a browser is sent must not begin with its name. */
const servedName = /^(?:<!-- (\S+\.html) -->|\/\* (\S+\.css) \*\/)\n/;

/** The programs of a Markdown page: blocks that begin with a file's name, up to and with the console blocks after them. */
export function programsOf(markdown: string): readonly Program[] {
  const programs: { files: Map<string, string>; exchanges: ConsoleExchange[] }[] = [];
  for (const [, language, code = ""] of markdown.matchAll(fence)) {
    const current = programs.at(-1);
    if (language === "console") current?.exchanges.push(...exchangesOf(code));
    const [line = "", html, css] = servedName.exec(code) ?? [];
    const name = fileName.exec(code)?.[1] ?? html ?? css;
    if (language === "console" || !name) continue;
    const text = code.slice(line.length);
    if (current && current.exchanges.length === 0 && !current.files.has(name)) current.files.set(name, text);
    else programs.push({ files: new Map([[name, text]]), exchanges: [] });
  }
  return programs;
}

function exchangesOf(session: string): ConsoleExchange[] {
  return session
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return { command: part.slice(0, end), output: part.slice(end + 1).trimEnd() };
    });
}

/** A `curl` command line as the request that it sends; `-i` asks for status and headers too. */
export function requestOf(command: string): { readonly request: Request; readonly include: boolean } {
  const words = Array.from(
    command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g),
    ([, a, b, c]) => a ?? b ?? c ?? "",
  );
  if (words.shift() !== "curl") throw new Error(`not a curl command: ${command}`);
  const headers = new Headers();
  let method: string | undefined;
  let body: string | URLSearchParams | FormData | null = null;
  const form = new FormData();
  let include = false;
  let url = "";
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-i") include = true;
    else if (word === "-X") method = words.shift();
    else if (word === "-H") {
      const [name = "", ...value] = (words.shift() ?? "").split(":");
      headers.set(name, value.join(":").trim());
    } else if (word === "--json") {
      body = words.shift() ?? "";
      for (const name of ["content-type", "accept"])
        headers.set(name, headers.get(name) ?? "application/json");
    } else if (word === "-d") {
      const text = words.shift() ?? "";
      body = headers.has("content-type") ? text : new URLSearchParams(text);
    } else if (word === "-F") {
      addPart(form, words.shift() ?? "");
      body = form;
    } else if (word.startsWith("-")) throw new Error(`unknown option ${word} in: ${command}`);
    else url = word;
  }
  return {
    request: new Request(url, { method: method ?? (body === null ? "GET" : "POST"), headers, body }),
    include,
  };
}

/** `name=text`, or `name=text;filename=a.txt;type=text/plain` for a file. */
function addPart(form: FormData, argument: string): void {
  const [, name = "", text = "", filename, type] =
    /^(\w+)=([^;]*)(?:;filename=([^;]*))?(?:;type=([^;]*))?$/.exec(argument) ?? [];
  if (filename === undefined) form.append(name, text);
  else form.append(name, new File([text], filename, type === undefined ? {} : { type }));
}

/** What curl prints for a response; headers in alphabetical order, without those that say nothing of the feature. */
export async function printed(response: Response, include: boolean): Promise<string> {
  const body = (await response.text()).trimEnd();
  if (!include) return body;
  const shown = [...response.headers].filter(([name]) => name !== "content-length" && name !== "date");
  const lines = shown.map(([name, value]) => `${name}: ${value}`).toSorted();
  return [
    `HTTP/1.1 ${response.status} ${reasonOf(response.status)}`,
    ...lines,
    ...(body ? ["", body] : []),
  ].join("\n");
}
