import type { AssetName } from "./assets.ts";
import { asset } from "./assets.ts";
import { oauth2RedirectPage, redocPage, swaggerUIPage } from "./docs-page.ts";
import type { OpenAPIDocument } from "./document.ts";
import type { JsonObject } from "./merge.ts";

/** An answer of a documentation route, ready to be sent. */
export interface DocsAnswer {
  readonly status: 200 | 304;
  /** The `Content-Type`; of no interest where the status is 304. */
  readonly mediaType: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A route that answers GET (and HEAD) with documentation. */
export interface DocsRoute {
  /** Literal, without parameters. */
  readonly path: string;
  answer(request: DocsRequest): DocsAnswer;
}

/** What an answer depends on. */
export interface DocsRequest {
  /** What stands before the service's paths where it is mounted, or behind a proxy; else `""`. */
  readonly rootPath: string;
  readonly ifNoneMatch?: string | undefined;
}

/** Where the documentation of a service stands, and what it shows. `null` leaves a page out. */
export interface DocsOptions {
  readonly title: string;
  /** The current document; the same object as long as nothing has changed. */
  document(): OpenAPIDocument;
  /** Where the document is served, `/openapi.json` by default; `null` leaves out the pages as well. */
  readonly openapiUrl?: string | null;
  /** The document names the root path as its first server; on by default. */
  readonly rootPathInServers?: boolean;
  /** Where Swagger UI is served, `/docs` by default; `null` leaves it out. */
  readonly docsUrl?: string | null;
  /** Where ReDoc is served, `/redoc` by default; `null` leaves it out. */
  readonly redocUrl?: string | null;
  /** Where an OAuth 2 server sends a reader of Swagger UI back to, `/docs/oauth2-redirect` by default; `null` leaves it out. */
  readonly swaggerUIOAuth2RedirectUrl?: string | null;
  /** Parameters of Swagger UI, over FastAPI's defaults: `{ deepLinking: false }`. */
  readonly swaggerUIParameters?: JsonObject;
  /** The argument of Swagger UI's `initOAuth`. */
  readonly swaggerUIInitOAuth?: JsonObject;
}

/**
 * The routes of `/openapi.json`, of `/docs` and `/redoc`, and of the files that they load. The pages refer to each other
 * by relative URLs, so that they work behind a proxy that takes a prefix off.
 */
export function docsRoutes(options: DocsOptions): readonly DocsRoute[] {
  const { openapiUrl = "/openapi.json", docsUrl = "/docs", redocUrl = "/redoc" } = options;
  if (openapiUrl === null) return [];
  const routes = [documentRoute(openapiUrl, options)];
  if (docsUrl !== null) routes.push(...swaggerUIRoutes(docsUrl, openapiUrl, options));
  if (redocUrl !== null) routes.push(...redocRoutes(redocUrl, openapiUrl, options.title));
  return routes;
}

function documentRoute(path: string, { document: current, rootPathInServers }: DocsOptions): DocsRoute {
  let written: { document: OpenAPIDocument; rootPath: string; text: string } | undefined;
  return {
    path,
    answer(request) {
      const document = current();
      const rootPath = rootPathInServers === false ? "" : request.rootPath;
      if (written?.document !== document || written.rootPath !== rootPath)
        written = { document, rootPath, text: JSON.stringify(servedAt(rootPath, document)) };
      return { status: 200, mediaType: "application/json", body: written.text };
    },
  };
}

/** The document with the root path as its first server, where it names no such server itself. */
function servedAt(rootPath: string, document: OpenAPIDocument): OpenAPIDocument {
  const { servers = [] } = document;
  if (rootPath === "" || servers.some(({ url }) => url === rootPath)) return document;
  return { ...document, servers: [{ url: rootPath }, ...servers] };
}

function swaggerUIRoutes(path: string, openapiUrl: string, options: DocsOptions): readonly DocsRoute[] {
  const { swaggerUIOAuth2RedirectUrl: redirect = "/docs/oauth2-redirect" } = options;
  const { swaggerUIParameters, swaggerUIInitOAuth } = options;
  const script = assetRoute(path, "swagger-ui-bundle.js");
  const style = assetRoute(path, "swagger-ui.css");
  const streams = assetRoute(path, "swagger-ui-streams.js");
  const page = swaggerUIPage({
    title: `${options.title} - Swagger UI`,
    openapiUrl: relative(path, openapiUrl),
    scriptUrl: relative(path, script.path),
    styleUrl: relative(path, style.path),
    streamsUrl: relative(path, streams.path),
    ...(redirect !== null && { oauth2RedirectUrl: relative(path, redirect) }),
    ...(swaggerUIParameters && { parameters: swaggerUIParameters }),
    ...(swaggerUIInitOAuth && { initOAuth: swaggerUIInitOAuth }),
  });
  const routes = [pageRoute(path, () => page), script, style, streams];
  if (redirect !== null) routes.push(pageRoute(redirect, oauth2RedirectPage));
  return routes;
}

function redocRoutes(path: string, openapiUrl: string, title: string): readonly DocsRoute[] {
  const script = assetRoute(path, "redoc.standalone.js");
  const page = redocPage({
    title: `${title} - ReDoc`,
    openapiUrl: relative(path, openapiUrl),
    scriptUrl: relative(path, script.path),
  });
  return [pageRoute(path, () => page), script];
}

function pageRoute(path: string, page: () => string): DocsRoute {
  return { path, answer: () => ({ status: 200, mediaType: "text/html; charset=utf-8", body: page() }) };
}

function assetRoute(page: string, name: AssetName): DocsRoute {
  return {
    path: below(page, `assets/${name}`),
    answer({ ifNoneMatch }) {
      const { bytes, mediaType, etag } = asset(name);
      const headers = { etag, "cache-control": "no-cache" };
      return ifNoneMatch?.includes(etag)
        ? { status: 304, mediaType, body: "", headers }
        : { status: 200, mediaType, body: bytes, headers };
    },
  };
}

function below(path: string, name: string): string {
  return path.endsWith("/") ? path + name : `${path}/${name}`;
}

/** The way from one absolute path to another, as a relative URL (RFC 3986 section 4.2). */
function relative(from: string, to: string): string {
  const start = from.split("/").slice(0, -1);
  const end = to.split("/");
  let shared = 0;
  while (shared < start.length && shared < end.length - 1 && start[shared] === end[shared]) shared++;
  const steps = [...start.slice(shared).map(() => ".."), ...end.slice(shared)];
  const first = steps[0] ?? "";
  return (first === "" || first.includes(":") ? "./" : "") + steps.join("/");
}
