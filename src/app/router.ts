import { DiagnosticError } from "../contract/diagnostic.ts";
import type { Handler } from "../contract/attached.ts";
import { Frontend, type FrontendOptions } from "../files/frontend.ts";
import type { HTTPException } from "../http/exception.ts";
import type { Middleware } from "../middleware/middleware.ts";
import { type ErrorClass, type ExceptionHandler, ExceptionHandlers } from "./exception-handlers.ts";
import type { Lifespan } from "./lifespan.ts";
import { isMountable, type Mountable } from "./mount.ts";
import type {
  Declaration,
  Layer,
  RouteDeclaration,
  RouteOptions,
  RouteResponses,
  WebSocketRouteOptions,
} from "./route.ts";
import { type RouteArguments, Verbs } from "./verbs.ts";

/** What a router gives to all of its routes. */
export interface RouterOptions {
  /** Stands before every path: `/items`. Starts with `/` and does not end with it. */
  readonly prefix?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly includeInSchema?: boolean;
  readonly dependencies?: readonly Handler[];
  readonly responses?: RouteResponses;
  /** Of the routes that name none of their own. */
  readonly responseClass?: RouteOptions["responseClass"];
  /** Runs around the requests of every app that includes the router. */
  readonly lifespan?: Lifespan;
}

/** What is given to all routes of a router where it is included. */
export type IncludeOptions = Omit<RouterOptions, "lifespan">;

/** What may be said of a mount. */
export interface MountOptions {
  /** For URLs to it. */
  readonly name?: string;
}

type Listener = (declaration: Declaration) => void;

/** A group of routes, to be included in an app or in another router, more than once if need be. */
export class Router extends Verbs {
  readonly #options: RouterOptions;
  readonly #declarations: Declaration[] = [];
  readonly #listeners: Listener[] = [];
  readonly #included: Router[] = [];
  readonly #layer: Layer = { handlers: new ExceptionHandlers(), middleware: [] };

  constructor(options: RouterOptions = {}) {
    super();
    checkPrefix(options.prefix);
    this.#options = options;
  }

  /** Takes in all routes of `router`, those that it will get later too. */
  includeRouter(router: Router, options: IncludeOptions = {}): this {
    checkPrefix(options.prefix);
    if (router.#leadsTo(this)) throw new TypeError("a router cannot include itself");
    this.#included.push(router);
    router.subscribe((declaration) => this.#publish(within(options, declaration)));
    return this;
  }

  /** Registers a handler of WebSockets: one that takes a `ServerWebSocket`, or takes and yields messages. */
  websocket<F extends Handler>(path: string, handler: F): this;
  websocket<F extends Handler>(path: string, options: WebSocketRouteOptions, handler: F): this;
  websocket(path: string, ...rest: RouteArguments<WebSocketRouteOptions>): this {
    const [options, handler] = split(path, rest);
    this.#publish({ kind: "websocket", path, handler, options, layers: [] });
    return this;
  }

  /**
   * Gives everything below `path` to another app, which sees paths without it: an app of ours, with its own documents and
   * exception handlers, or a handler of web requests. A route of the same path comes first, and so does a longer mount.
   */
  mount(path: string, target: Mountable, options: MountOptions = {}): this {
    if (!isMountable(target)) throw new TypeError(`what is mounted at ${path} answers no requests`);
    if (target === (this as unknown)) throw new TypeError("an app cannot be mounted in itself");
    this.#publish({ kind: "mount", path: path === "/" ? "" : path, target, ...options, layers: [] });
    return this;
  }

  /**
   * Serves what a build of a frontend has left in a folder, for paths below `path` that no route answers. A folder is its
   * `index.html`; a path without a file is answered as `fallback` says. The dependencies of routers and app run first. Of
   * two frontends the one with the longer path answers. Throws an `Error` where there is no such folder.
   */
  frontend(path: string, options: FrontendOptions): this {
    const frontend = new Frontend(options);
    this.#publish({ kind: "frontend", path: path.replace(/\/$/, ""), frontend, options: {}, layers: [] });
    return this;
  }

  /**
   * Sets what answers errors of a class, or `HTTPException`s of a status, that the routes of this router throw before the
   * response has begun; the innermost router that knows an error answers it. A handler of 500 or of `Error` answers those
   * that no other handler knows, which are still reported to the app's `onError`.
   */
  exceptionHandler<E>(thrown: ErrorClass<E>, handler: ExceptionHandler<E>): this;
  exceptionHandler(thrown: 500, handler: ExceptionHandler<unknown>): this;
  exceptionHandler(thrown: number, handler: ExceptionHandler<HTTPException>): this;
  exceptionHandler(thrown: number | ErrorClass<unknown>, handler: ExceptionHandler<never>): this {
    this.#layer.handlers.set(thrown as ErrorClass<never>, handler);
    return this;
  }

  /**
   * Puts middleware around all routes of this router; an app's stands around everything that it answers, a 404 and its
   * documentation too. What is added first is outermost. Throws an `Error` after the first request.
   */
  use(...middleware: readonly Middleware[]): this {
    if (Object.isFrozen(this.#layer.middleware))
      throw new Error("use() must come before the first request is answered");
    this.#layer.middleware.push(...middleware);
    return this;
  }

  /** Calls back for everything that is declared, what is already here and what is to come. */
  subscribe(listener: Listener): void {
    for (const declaration of this.#declarations) listener(declaration);
    this.#listeners.push(listener);
  }

  /** The lifespans of this router and of those that it includes, each once. */
  protected get lifespans(): ReadonlySet<Lifespan> {
    const { lifespan } = this.#options;
    const included = this.#included.flatMap((router) => [...router.lifespans]);
    return new Set([...(lifespan ? [lifespan] : []), ...included]);
  }

  /** What this router puts around its routes. */
  protected get layer(): Layer {
    return this.#layer;
  }

  protected register(methods: readonly string[], path: string, rest: RouteArguments): this {
    const [options, handler] = split(path, rest);
    this.#publish({ kind: "route", methods, path, handler, options, layers: [] });
    return this;
  }

  #leadsTo(router: Router): boolean {
    return router === this || this.#included.some((included) => included.#leadsTo(router));
  }

  #publish(declared: Declaration): void {
    const placed = within(this.#options, declared);
    const declaration = { ...placed, layers: [...placed.layers, this.#layer] };
    for (const listener of this.#listeners) listener(declaration);
    this.#declarations.push(declaration);
  }
}

/** The options and the handler of a route. */
function split<O extends object>(
  path: string,
  rest: RouteArguments<O>,
): readonly [options: O | {}, handler: Handler] {
  const handler = rest.length === 1 ? rest[0] : rest[1];
  const options = rest.length === 1 ? {} : rest[0];
  if (typeof handler !== "function") throw new TypeError(`the handler of ${path} is not a function`);
  return [options, handler];
}

/** A declaration as seen from outside a router: prefix, tags, dependencies and responses put before its own. */
function within(options: IncludeOptions, declaration: Declaration): Declaration {
  const path = (options.prefix ?? "") + declaration.path;
  if (declaration.kind === "mount") return { ...declaration, path };
  if (declaration.kind !== "route")
    return { ...declaration, path, options: commonOptions(options, declaration.options) };
  return { ...declaration, path, options: routeOptions(options, declaration.options) };
}

/** What a router says to routes of every kind, put before what they say themselves. */
function commonOptions<O extends WebSocketRouteOptions | RouteOptions>(options: RouterOptions, own: O): O {
  const tags = [...(options.tags ?? []), ...(own.tags ?? [])];
  const dependencies = [...(options.dependencies ?? []), ...(own.dependencies ?? [])];
  const deprecated = own.deprecated ?? options.deprecated;
  const included = (options.includeInSchema ?? true) && (own.includeInSchema ?? true);
  return {
    ...own,
    ...(tags.length > 0 && { tags }),
    ...(dependencies.length > 0 && { dependencies }),
    ...(deprecated !== undefined && { deprecated }),
    ...(!included && { includeInSchema: false }),
  };
}

function routeOptions(options: IncludeOptions, own: RouteDeclaration["options"]): RouteOptions {
  const responseClass = own.responseClass ?? options.responseClass;
  return {
    ...commonOptions(options, own),
    ...(responseClass && { responseClass }),
    ...(options.responses && { responses: { ...options.responses, ...own.responses } }),
  };
}

function checkPrefix(prefix: string | undefined): void {
  if (!prefix) return;
  if (prefix.startsWith("/") && !prefix.endsWith("/")) return;
  throw new DiagnosticError([
    {
      code: "MR112",
      message: `the prefix "${prefix}" must start with "/" and must not end with "/"`,
      hint: 'write { prefix: "/items" }',
    },
  ]);
}
