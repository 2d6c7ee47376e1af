import type { Handler } from "../contract/attached.ts";
import type { Json } from "../contract/type-model.ts";
import type { Frontend } from "../files/frontend.ts";
import type { Middleware } from "../middleware/middleware.ts";
import type { AdditionalResponse, ExternalDocs } from "../openapi/operation.ts";
import type { StreamFormat } from "../responses/items.ts";
import type { ResponseClass } from "../responses/response.ts";
import type { ExceptionHandlers } from "./exception-handlers.ts";
import type { Mountable } from "./mount.ts";
import type { ResultOptions } from "./result.ts";

/** A further response of a route, as a document tells of it. */
export interface RouteResponse extends Omit<AdditionalResponse, "type"> {
  /** Of the body: `model<Message>()`. */
  readonly model?: Handler;
}

/** Responses by status; a model alone is that of a body. */
export type RouteResponses = Readonly<Record<string, Handler | RouteResponse>>;

/** What may be said of a route beside its path and its handler. */
export interface RouteOptions {
  /** The status of a plain result; 200 by default. */
  readonly status?: number;
  readonly tags?: readonly string[];
  /** For URLs to the route, and for its operation in the document; the handler's own name by default. */
  readonly name?: string;
  /** One line for the list of operations; the handler's name in words by default. */
  readonly summary?: string;
  /** Markdown; the handler's JSDoc by default. */
  readonly description?: string;
  readonly responseDescription?: string;
  readonly operationId?: string;
  readonly deprecated?: boolean;
  /** `false` leaves the route out of the document. */
  readonly includeInSchema?: boolean;
  /** Further responses to document, by status, by range (`4XX`), or `default`: the model of their bodies, and more. */
  readonly responses?: RouteResponses;
  readonly externalDocs?: ExternalDocs;
  /** Fields merged over the operation in the document, deeply: `{ "x-internal": true }`. */
  readonly openapiExtra?: { readonly [field: string]: Json };
  /** A router of the requests that this route causes, each at an expression: `{$request.body#/url}`. Documented only. */
  readonly callbacks?: RouteGroup;
  /** What of the results is sent, and what is left out of them. */
  readonly result?: ResultOptions;
  /** Takes in results that are no responses themselves, as content: `HTMLResponse`. JSON by default. */
  readonly responseClass?: ResponseClass;
  /** Functions to run before the handler, as dependencies whose results nobody takes. */
  readonly dependencies?: readonly Handler[];
  /** The longest body in bytes; beyond it the answer is 413. */
  readonly bodyLimit?: number;
  /**
   * Seconds of silence after which a stream says that it is still there, by what its readers skip: a comment among events, a
   * blank line among JSON Lines; 0 for never. 15 by default for event streams, 0 for others.
   */
  readonly heartbeat?: number;
  /**
   * Seconds, less up to a tenth, after which a stream is ended: cleanly where it is an event stream, since those clients
   * connect again by themselves, and else cut, since it is not whole.
   */
  readonly lifetime?: number;
  /** What items are offered as, the first by default, and documented as such. By default `lines`, and all others on demand. */
  readonly formats?: readonly [StreamFormat, ...StreamFormat[]];
  /**
   * A failure in the middle of a stream is told of before the cut, with `{"status", "detail"}`: as an event of the type
   * `error`, or as a last line `{"error": …}`.
   */
  readonly errorRecords?: boolean;
}

/** How WebSockets are kept. */
export interface WebSocketLimits {
  /** The longest message in bytes; a longer one closes the WebSocket with 1009. 16 MiB by default. */
  readonly messageLimit?: number;
  /** Messages of 1 KiB and more are compressed where the client can (RFC 7692); on by default. */
  readonly compression?: boolean;
  /** Seconds between two pings, a day at most; 0 for none. 20 by default. */
  readonly pingInterval?: number;
  /** Seconds that a client may stay silent after a ping before it is cut off; 20 by default. */
  readonly pingTimeout?: number;
}

/** What may be said of a route of WebSockets beside its path and its handler. */
export interface WebSocketRouteOptions
  extends
    WebSocketLimits,
    Pick<
      RouteOptions,
      "name" | "tags" | "summary" | "description" | "deprecated" | "includeInSchema" | "dependencies"
    > {
  /** The subprotocols that are spoken; the first of them that a client offers is chosen. */
  readonly protocols?: readonly string[];
}

/** Routes that belong together, as a `Router` has them. */
export interface RouteGroup {
  /** Calls back for everything that is declared, what is already here and what is to come. */
  subscribe(listener: (declaration: Declaration) => void): void;
}

/** What one router puts around its routes; it may still change until the first request. */
export interface Layer {
  readonly handlers: ExceptionHandlers;
  /** The outermost first; frozen at the first request. */
  readonly middleware: Middleware[];
}

/** One route as its author registered it, with what the routers around it add. */
export interface RouteDeclaration {
  readonly kind: "route";
  readonly methods: readonly string[];
  readonly path: string;
  readonly handler: Handler;
  readonly options: RouteOptions;
  /** The routers around it, the innermost first; the app is the last. */
  readonly layers: readonly Layer[];
}

/** One route of WebSockets, as one of HTTP. */
export interface WebSocketDeclaration {
  readonly kind: "websocket";
  readonly path: string;
  readonly handler: Handler;
  readonly options: WebSocketRouteOptions;
  readonly layers: readonly Layer[];
}

/** Everything below a path, in the hands of another app. */
export interface MountDeclaration {
  readonly kind: "mount";
  /** The prefix: `""`, or as that of a router. */
  readonly path: string;
  readonly target: Mountable;
  readonly name?: string;
  readonly layers: readonly Layer[];
}

/** What is below a path and of no route, as the pages of a built frontend. */
export interface FrontendDeclaration {
  readonly kind: "frontend";
  /** The prefix: `""`, or as that of a router. */
  readonly path: string;
  readonly frontend: Frontend;
  /** What routers say to all that is below them. */
  readonly options: Pick<RouteOptions, "dependencies">;
  readonly layers: readonly Layer[];
}

/** Everything that can stand at a path. */
export type Declaration = RouteDeclaration | WebSocketDeclaration | MountDeclaration | FrontendDeclaration;
