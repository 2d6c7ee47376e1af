import { asset } from "./assets.ts";
import type { JsonObject } from "./merge.ts";

/** What the page of Swagger UI is made of. URLs are relative to the page, or absolute. */
export interface SwaggerUIPage {
  readonly title: string;
  readonly openapiUrl: string;
  readonly scriptUrl: string;
  readonly styleUrl: string;
  /** Of our plugin, which shows streams as they come; Swagger UI waits for their end without it. */
  readonly streamsUrl?: string;
  readonly oauth2RedirectUrl?: string;
  /** Swagger UI's own parameters, over the defaults. */
  readonly parameters?: JsonObject;
  /** The argument of Swagger UI's `initOAuth`. */
  readonly initOAuth?: JsonObject;
}

/** What the page of ReDoc is made of. URLs are relative to the page, or absolute. */
export interface RedocPage {
  readonly title: string;
  readonly openapiUrl: string;
  readonly scriptUrl: string;
}

/** FastAPI's parameters of Swagger UI, and no validator, since that one is elsewhere. */
const swaggerUIDefaults: JsonObject = {
  dom_id: "#swagger-ui",
  layout: "BaseLayout",
  deepLinking: true,
  showExtensions: true,
  showCommonExtensions: true,
  validatorUrl: null,
};

/** The HTML of `/docs`: Swagger UI on the service's document. */
export function swaggerUIPage(page: SwaggerUIPage): string {
  const { title, openapiUrl, scriptUrl, styleUrl, streamsUrl, oauth2RedirectUrl, parameters, initOAuth } =
    page;
  const options = { ...swaggerUIDefaults, ...parameters };
  const redirect =
    oauth2RedirectUrl === undefined
      ? ""
      : `\n      oauth2RedirectUrl: new URL(${inScript(oauth2RedirectUrl)}, location.href).href,`;
  const oauth = initOAuth === undefined ? "" : `\n    ui.initOAuth(${inScript(initOAuth)});`;
  const plugin = streamsUrl === undefined ? "" : `\n  <script src="${escaped(streamsUrl)}"></script>`;
  return html(
    title,
    `<link rel="stylesheet" href="${escaped(styleUrl)}">`,
    `<div id="swagger-ui"></div>
  <script src="${escaped(scriptUrl)}"></script>${plugin}
  <script>
    const ui = SwaggerUIBundle({
      ...${inScript(options)},
      url: ${inScript(openapiUrl)},${redirect}
      presets: [SwaggerUIBundle.presets.apis],
    });${oauth}
  </script>`,
  );
}

/** The HTML of `/redoc`: ReDoc on the service's document, with the fonts of the reader's system. */
export function redocPage({ title, openapiUrl, scriptUrl }: RedocPage): string {
  const fontFamily = "system-ui, sans-serif";
  const options = { theme: { typography: { fontFamily, headings: { fontFamily } } } };
  return html(
    title,
    "<style>body { margin: 0; padding: 0 }</style>",
    `<noscript>ReDoc needs JavaScript to show the documentation.</noscript>
  <div id="redoc"></div>
  <script src="${escaped(scriptUrl)}"></script>
  <script>
    Redoc.init(${inScript(openapiUrl)}, ${inScript(options)}, document.getElementById("redoc"));
  </script>`,
  );
}

/** The HTML of the page that an OAuth 2 server sends a reader of `/docs` back to; it loads nothing. */
export function oauth2RedirectPage(): string {
  const script = Buffer.from(asset("oauth2-redirect.js").bytes).toString();
  return html("Swagger UI: OAuth2 Redirect", "", `<script>${script}</script>`);
}

/** A mill wheel over water. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-linecap="round">
<g stroke="#7a4f2a" stroke-width="2.4"><circle cx="16" cy="13" r="9"/><path d="M16 1v24M4 13h24M7.5 4.5l17 17M24.5 4.5l-17 17"/></g>
<path d="M1 27q3.75-4 7.5 0t7.5 0 7.5 0 7.5 0" stroke="#1f7fbf" stroke-width="3"/></svg>`;

function html(title: string, head: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)}</title>
  <link rel="icon" type="image/svg+xml" href="data:image/svg+xml,${encodeURIComponent(icon)}">
  ${head}
</head>
<body>
  ${body}
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** JSON that a script element can hold: nothing in it can end the element or open a comment. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
