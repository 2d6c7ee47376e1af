import type { Handler } from "../contract/attached.ts";
import type { RouteOptions } from "./route.ts";

/** The handler, or the options and the handler, as they follow a path. */
export type RouteArguments<O = RouteOptions> = [handler: Handler] | [options: O, handler: Handler];

/** One function for each method of HTTP, all registering alike. */
export abstract class Verbs {
  protected abstract register(methods: readonly string[], path: string, rest: RouteArguments): this;

  get<F extends Handler>(path: string, handler: F): this;
  get<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  get(path: string, ...rest: RouteArguments): this {
    return this.register(["GET"], path, rest);
  }

  post<F extends Handler>(path: string, handler: F): this;
  post<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  post(path: string, ...rest: RouteArguments): this {
    return this.register(["POST"], path, rest);
  }

  put<F extends Handler>(path: string, handler: F): this;
  put<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  put(path: string, ...rest: RouteArguments): this {
    return this.register(["PUT"], path, rest);
  }

  patch<F extends Handler>(path: string, handler: F): this;
  patch<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  patch(path: string, ...rest: RouteArguments): this {
    return this.register(["PATCH"], path, rest);
  }

  delete<F extends Handler>(path: string, handler: F): this;
  delete<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  delete(path: string, ...rest: RouteArguments): this {
    return this.register(["DELETE"], path, rest);
  }

  head<F extends Handler>(path: string, handler: F): this;
  head<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  head(path: string, ...rest: RouteArguments): this {
    return this.register(["HEAD"], path, rest);
  }

  options<F extends Handler>(path: string, handler: F): this;
  options<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  options(path: string, ...rest: RouteArguments): this {
    return this.register(["OPTIONS"], path, rest);
  }

  trace<F extends Handler>(path: string, handler: F): this;
  trace<F extends Handler>(path: string, options: RouteOptions, handler: F): this;
  trace(path: string, ...rest: RouteArguments): this {
    return this.register(["TRACE"], path, rest);
  }

  /** Registers one handler for several methods. */
  on<F extends Handler>(methods: readonly string[], path: string, handler: F): this;
  on<F extends Handler>(methods: readonly string[], path: string, options: RouteOptions, handler: F): this;
  on(methods: readonly string[], path: string, ...rest: RouteArguments): this {
    return this.register(
      methods.map((method) => method.toUpperCase()),
      path,
      rest,
    );
  }
}
