import { DiagnosticError } from "../contract/diagnostic.ts";
import type { Handler } from "../contract/attached.ts";
import type { RouteDeclaration, RouteOptions, RouteResponses } from "./route.ts";

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
}

type Listener = (route: RouteDeclaration) => void;

/** A group of routes, to be included in an app or in another router, more than once if need be. */
export class Router {
  readonly #options: RouterOptions;
  readonly #declarations: RouteDeclaration[] = [];
  readonly #listeners: Listener[] = [];
  readonly #included: Router[] = [];

  constructor(options: RouterOptions = {}) {
    checkPrefix(options.prefix);
    this.#options = options;
  }

  get<F extends Handler>(path: string, handler: F): this;
  get<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  get(path: string, ...rest: RouteArguments): this {
    return this.#add(["GET"], path, rest);
  }

  post<F extends Handler>(path: string, handler: F): this;
  post<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  post(path: string, ...rest: RouteArguments): this {
    return this.#add(["POST"], path, rest);
  }

  put<F extends Handler>(path: string, handler: F): this;
  put<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  put(path: string, ...rest: RouteArguments): this {
    return this.#add(["PUT"], path, rest);
  }

  patch<F extends Handler>(path: string, handler: F): this;
  patch<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  patch(path: string, ...rest: RouteArguments): this {
    return this.#add(["PATCH"], path, rest);
  }

  delete<F extends Handler>(path: string, handler: F): this;
  delete<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  delete(path: string, ...rest: RouteArguments): this {
    return this.#add(["DELETE"], path, rest);
  }

  head<F extends Handler>(path: string, handler: F): this;
  head<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  head(path: string, ...rest: RouteArguments): this {
    return this.#add(["HEAD"], path, rest);
  }

  options<F extends Handler>(path: string, handler: F): this;
  options<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  options(path: string, ...rest: RouteArguments): this {
    return this.#add(["OPTIONS"], path, rest);
  }

  trace<F extends Handler>(path: string, handler: F): this;
  trace<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  trace(path: string, ...rest: RouteArguments): this {
    return this.#add(["TRACE"], path, rest);
  }

  /** Registers one handler for several methods. */
  on<F extends Handler>(methods: readonly string[], path: string, handler: F): this;
  on<F extends Handler>(methods: readonly string[], path: string, options: RouteOptions, handler: F): this;
  on(methods: readonly string[], path: string, ...rest: RouteArguments): this {
    return this.#add(
      methods.map((method) => method.toUpperCase()),
      path,
      rest,
    );
  }

  /** Takes in all routes of `router`, those that it will get later too. */
  includeRouter(router: Router, options: RouterOptions = {}): this {
    checkPrefix(options.prefix);
    if (router.#leadsTo(this)) throw new TypeError("a router cannot include itself");
    this.#included.push(router);
    router.subscribe((route) => this.#publish(within(options, route)));
    return this;
  }

  /** Calls back for every route, those already here and those to come. */
  subscribe(listener: Listener): void {
    for (const route of this.#declarations) listener(route);
    this.#listeners.push(listener);
  }

  #leadsTo(router: Router): boolean {
    return router === this || this.#included.some((included) => included.#leadsTo(router));
  }

  #add(methods: readonly string[], path: string, rest: RouteArguments): this {
    const handler = rest.length === 1 ? rest[0] : rest[1];
    const options = rest.length === 1 ? {} : rest[0];
    if (typeof handler !== "function") throw new TypeError(`the handler of ${path} is not a function`);
    this.#publish({ methods, path, handler, options });
    return this;
  }

  #publish(route: RouteDeclaration): void {
    const declaration = within(this.#options, route);
    for (const listener of this.#listeners) listener(declaration);
    this.#declarations.push(declaration);
  }
}

type RouteArguments = [handler: Handler] | [options: RouteOptions, handler: Handler];

/** A route as seen from outside a router: prefix, tags, dependencies and responses put before its own. */
function within(options: RouterOptions, route: RouteDeclaration): RouteDeclaration {
  const own = route.options;
  const tags = [...(options.tags ?? []), ...(own.tags ?? [])];
  const dependencies = [...(options.dependencies ?? []), ...(own.dependencies ?? [])];
  const deprecated = own.deprecated ?? options.deprecated;
  const responseClass = own.responseClass ?? options.responseClass;
  const included = (options.includeInSchema ?? true) && (own.includeInSchema ?? true);
  return {
    ...route,
    path: (options.prefix ?? "") + route.path,
    options: {
      ...own,
      ...(tags.length > 0 && { tags }),
      ...(dependencies.length > 0 && { dependencies }),
      ...(deprecated !== undefined && { deprecated }),
      ...(!included && { includeInSchema: false }),
      ...(responseClass && { responseClass }),
      ...(options.responses && { responses: { ...options.responses, ...own.responses } }),
    },
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
