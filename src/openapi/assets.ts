import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const javascript = "text/javascript; charset=utf-8";

/** One of the files that the documentation pages load. */
export type AssetName =
  | "swagger-ui-bundle.js"
  | "swagger-ui.css"
  | "swagger-ui-streams.js"
  | "oauth2-redirect.js"
  | "redoc.standalone.js";

/** The files that the documentation pages load, each with the file that it is copied from: ours, or a development dependency's. */
export const assetSources: Readonly<
  Record<AssetName, { readonly from: string; readonly mediaType: string }>
> = {
  "swagger-ui-bundle.js": { from: "swagger-ui-dist/swagger-ui-bundle.js", mediaType: javascript },
  "swagger-ui.css": { from: "swagger-ui-dist/swagger-ui.css", mediaType: "text/css; charset=utf-8" },
  "swagger-ui-streams.js": { from: "./swagger-ui-streams.js", mediaType: javascript },
  "oauth2-redirect.js": { from: "swagger-ui-dist/oauth2-redirect.js", mediaType: javascript },
  "redoc.standalone.js": { from: "redoc/bundles/redoc.standalone.js", mediaType: javascript },
};

/** A file as it is served. */
export interface Asset {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** A strong entity tag, quotes included (RFC 9110 section 8.8.3). */
  readonly etag: string;
}

const loaded = new Map<AssetName, Asset>();

/** A file of the documentation pages, read once. In a built package it lies beside this module, under `assets`. */
export function asset(name: AssetName): Asset {
  const present = loaded.get(name);
  if (present) return present;
  const built = join(import.meta.dirname, "assets", name);
  const bytes = existsSync(built) ? readFileSync(built) : assetFromDependency(name);
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
  const result: Asset = { bytes, mediaType: assetSources[name].mediaType, etag };
  loaded.set(name, result);
  return result;
}

const remoteLogo = "https://cdn.redoc.ly/redoc/logo-mini.svg";
const emptyImage = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

/** The file as the development dependency has it, but for ReDoc's logo, which a browser would fetch from elsewhere. */
export function assetFromDependency(name: AssetName): Buffer {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(assetSources[name].from));
  if (name !== "redoc.standalone.js") return bytes;
  return Buffer.from(bytes.toString().replaceAll(remoteLogo, emptyImage));
}
