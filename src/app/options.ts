import type { DocsOptions } from "../openapi/docs-routes.ts";
import type { DocumentInfo, TagDescription } from "../openapi/document.ts";
import type { GenerateUniqueId } from "../openapi/operation-id.ts";
import type { WebSocketLimits } from "./route.ts";
import type { RouterOptions } from "./router.ts";

/** What may be said of an app. */
export interface MillraceOptions
  extends
    Partial<Omit<DocumentInfo, "tags">>,
    Omit<RouterOptions, "tags">,
    Omit<DocsOptions, "title" | "document"> {
  /** Tags with what the document says of them; their order is the order of the groups of operations. */
  readonly openapiTags?: readonly TagDescription[];
  /** Makes the ids of operations that were given none; the handler's name by default. */
  readonly generateUniqueId?: GenerateUniqueId;
  /** Where the document of the WebSockets is served, `/asyncapi.json` by default; `null` leaves it out. */
  readonly asyncapiUrl?: string | null;
  /** A path that differs from a route only by its last slash is sent there with 307; on by default. */
  readonly redirectSlashes?: boolean;
  /** JSON is taken as it is: no number from text, no boolean from 1; off by default. */
  readonly strict?: boolean;
  /** A body without a content type is no JSON; on by default, since a page elsewhere can send one unasked (CSRF). */
  readonly strictContentType?: boolean;
  /** The longest body in bytes, where the route says nothing; 1 MiB by default, 1 GiB where a route takes files. */
  readonly bodyLimit?: number;
  /** How WebSockets are kept, where the route says nothing. */
  readonly webSockets?: WebSocketLimits;
  /** The prefix that a proxy serves the app below, and takes off the paths or leaves there: `/api/v1`. */
  readonly rootPath?: string;
  /** Milliseconds that a stream's headers wait for its first item, which may still fail; 1,000 by default. */
  readonly firstItemPatience?: number;
  /**
   * Milliseconds that a handler may go on when its stream has ended before its time, while its dependencies wait; 10,000 by
   * default. One that takes longer is reported, and its dependencies are cleaned up without it.
   */
  readonly streamGrace?: number;
}

/** What an app says to all of its routes, as every router does. */
export function routerOptions({
  prefix,
  deprecated,
  includeInSchema,
  dependencies,
  responses,
  responseClass,
  lifespan,
}: MillraceOptions): RouterOptions {
  return {
    ...(prefix !== undefined && { prefix }),
    ...(deprecated !== undefined && { deprecated }),
    ...(includeInSchema !== undefined && { includeInSchema }),
    ...(dependencies && { dependencies }),
    ...(responses && { responses }),
    ...(responseClass && { responseClass }),
    ...(lifespan && { lifespan }),
  };
}

const infoKeys = [
  "title",
  "version",
  "summary",
  "description",
  "termsOfService",
  "contact",
  "license",
  "servers",
  "tags",
  "externalDocs",
] as const satisfies readonly (keyof DocumentInfo)[];

/** What the document says of the service as a whole. */
export function documentInfo(options: MillraceOptions): DocumentInfo {
  const { title = "Millrace", version = "0.1.0", openapiTags } = options;
  const whole = { ...options, title, version, ...(openapiTags && { tags: openapiTags }) };
  const said = infoKeys.filter((key) => whole[key as keyof typeof whole] !== undefined);
  return Object.fromEntries(
    said.map((key) => [key, whole[key as keyof typeof whole]]),
  ) as unknown as DocumentInfo;
}
