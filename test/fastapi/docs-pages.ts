import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";

/** What a documentation page shows and loads. */
interface DocsPage {
  readonly title: string | undefined;
  /** Scripts and style sheets: absolute URLs. */
  readonly files: readonly string[];
  /** The document that it shows: an absolute URL. */
  readonly document: string | undefined;
  /** What Swagger UI is told beside that. */
  readonly parameters: Record<string, unknown>;
}

/** Whether a recorded body is a page of Swagger UI, the one that OAuth 2 sends its reader back to, or one of ReDoc. */
export function isDocsPage(html: string): boolean {
  return /SwaggerUIBundle\(|<redoc |swaggerUIRedirectOauth2/.test(html);
}

/**
 * Compares two documentation pages by what they show and load, since their HTML is each framework's own. Where FastAPI
 * loads a file from its default CDN, Millrace serves that file itself; fonts and icons from elsewhere it does without.
 */
export function comparePages(actual: string, expected: string, url: URL): void {
  for (const way of waysBack) assert.deepEqual(takenIn(actual, way), takenIn(expected, way), way);
  const ours = readPage(actual, url);
  const theirs = readPage(expected, url);
  const files = theirs.files.map((file) =>
    file.startsWith("https://cdn.jsdelivr.net/")
      ? new URL(`${url.pathname}/assets/${file.slice(file.lastIndexOf("/") + 1)}`, url).href
      : file,
  );
  assert.deepEqual(ours, { ...theirs, files });
}

function readPage(html: string, url: URL): DocsPage {
  const absolute = (found: string): string => new URL(found, url).href;
  const options = swaggerOptions(html, url);
  const spec = options?.url ?? /<redoc spec-url="([^"]*)"/.exec(html)?.[1] ?? redocDocument(html, url);
  const { oauth2RedirectUrl, ...parameters }: Record<string, unknown> = { ...options };
  // What every page sets for itself. A validator would be elsewhere.
  for (const name of ["url", "presets", "validatorUrl", "plugins"]) delete parameters[name];
  return {
    title: /<title>(.*?)<\/title>/s.exec(html)?.[1],
    files: Array.from(
      html.matchAll(/<script[^>]* src="([^"]*)"|<link[^>]* rel="stylesheet"[^>]* href="([^"]*)"/g),
      ([, script, style]) => absolute(script ?? style ?? ""),
    )
      .filter((file) => !file.endsWith(ownScript))
      .toSorted(),
    document: spec === undefined ? undefined : absolute(spec),
    parameters: {
      ...parameters,
      ...(oauth2RedirectUrl !== undefined && { oauth2RedirectUrl: absolute(String(oauth2RedirectUrl)) }),
    },
  };
}

/** How an OAuth 2 server sends a reader back: with a code, with another state than the page's own, with an error, with a token. */
const waysBack = ["?code=c%201&state=s", "?code=c&state=other", "?error=denied&state=s", "#token=t&state=s"];

/** What a page that the reader is sent back to tells the page of Swagger UI; nothing, where it is another page. */
function takenIn(html: string, way: string): readonly unknown[] {
  const told: unknown[] = [];
  const auth = { name: "mill", schema: new Map([["flow", way.startsWith("#") ? "implicit" : "accessCode"]]) };
  const oauth2 = {
    state: "s",
    redirectUrl: "/back",
    auth,
    callback: (given: object) => void told.push(JSON.stringify({ ...given, auth: { ...auth } })),
    errCb: ({ source, level, authId }: Record<string, unknown>) => void told.push([source, level, authId]),
  };
  const url = new URL(way, "http://testserver/docs/oauth2-redirect");
  const location = { search: url.search, hash: url.hash };
  const window = {
    opener: { swaggerUIRedirectOauth2: oauth2 },
    location,
    close: () => void told.push("closed"),
  };
  const page = { window, location, document: { readyState: "complete" } };
  for (const [, script = ""] of html.matchAll(/<script>(.*?)<\/script>/gs)) {
    if (script.includes("swaggerUIRedirectOauth2")) runInNewContext(script, page);
  }
  return told;
}

/** What FastAPI's page does not have: the plugin that shows streams as they come. */
const ownScript = "/assets/swagger-ui-streams.js";

interface SwaggerOptions {
  readonly url: string;
  readonly [name: string]: unknown;
}

/** What the page's own script calls Swagger UI with. */
function swaggerOptions(html: string, url: URL): SwaggerOptions | undefined {
  let options: SwaggerOptions | undefined;
  const SwaggerUIBundle = Object.assign((given: SwaggerOptions) => void (options = structuredClone(given)), {
    presets: {},
  });
  runScripts(html, url, { SwaggerUIBundle });
  return options;
}

function redocDocument(html: string, url: URL): string | undefined {
  let document: string | undefined;
  runScripts(html, url, { Redoc: { init: (given: string) => void (document = given) } });
  return document;
}

/** Runs the scripts that stand in a page; one that calls for what is not in `globals` does nothing. */
function runScripts(html: string, url: URL, globals: Record<string, unknown>): void {
  const location = { href: url.href, origin: url.origin };
  const document = { getElementById() {} };
  const page = { MillraceStreams: "plugin", ...globals, location, window: { location }, document, URL };
  for (const [, script = ""] of html.matchAll(/<script>(.*?)<\/script>/gs)) {
    const needed = Object.keys(globals).every((name) => script.includes(name));
    if (needed) runInNewContext(script, page);
  }
}
