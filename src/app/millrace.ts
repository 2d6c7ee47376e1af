import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange } from "../http/engine.ts";
import { fetchHandler } from "../http/fetch.ts";
import { checkRootPath, RootedExchange } from "../http/rooted-exchange.ts";
import type { AsyncAPIDocument } from "../asyncapi/document.ts";
import type { OpenAPIDocument } from "../openapi/document.ts";
import type { UrlParameters } from "../http/connection.ts";
import { Catalogue } from "./catalogue.ts";
import type { ErrorReporter } from "./failure.ts";
import { NamedPaths } from "./named-paths.ts";
import { lifespanOf, Lifespans } from "./lifespan.ts";
import { type MillraceOptions, routerOptions } from "./options.ts";
import { DependencyOverrides } from "./overrides.ts";
import type { WebSocketDeclaration } from "./route.ts";
import type { RouteInfo } from "./route-info.ts";
import { Router } from "./router.ts";
import { Serving } from "./serving.ts";

/** What an app is given: its lifespan decides the type of its state. */
export interface AppOptions<S extends object | void> extends MillraceOptions {
  /** Runs around the requests: up to its `yield` before the first one, and on from there after the last one. */
  lifespan?(app: Millrace): AsyncGenerator<S | void> | Generator<S | void>;
}

/** An app: routes that are served, documented and tested as one. */
export class Millrace<S extends object = Record<string, unknown>> extends Router {
  /** What the lifespans have yielded, and anything else that the program keeps for as long as it runs. */
  readonly state: S = {} as S;
  /** Told of every error that is not the client's; writes it to stderr until it is replaced. */
  onError: ErrorReporter = (error) => console.error(error);
  /** Requests that the program makes to those who have asked for them, each under a name. Documented only. */
  readonly webhooks: Router = new Router();
  /** What is called in place of dependencies: `app.dependencyOverrides.set(getDb, () => memory)`. */
  readonly dependencyOverrides: DependencyOverrides = new DependencyOverrides((standIns) =>
    this.#serving.override(standIns),
  );
  readonly #options: MillraceOptions;
  readonly #catalogue: Catalogue;
  readonly #serving: Serving;
  readonly #report: ErrorReporter = (error, exchange) => this.onError(error, exchange);
  readonly #paths = new NamedPaths();
  readonly #lifespans = new Lifespans(this.state);
  #hasWebSockets = false;
  #fetch: ((request: Request) => Promise<Response>) | undefined = undefined;

  /** The state is what the lifespan yields; anything, where it yields nothing. */
  constructor(options?: AppOptions<void>);
  constructor(options?: AppOptions<S>);
  constructor(options: MillraceOptions = {}) {
    super(routerOptions(options));
    checkRootPath(options.rootPath ?? "");
    this.#options = options;
    this.#catalogue = new Catalogue(options, this.webhooks);
    this.#serving = new Serving(options, this.layer, this, this.#catalogue);
    this.#serving.addDocs(() => this.openapi());
    this.subscribe((declaration) => {
      if (declaration.kind === "route") this.#serving.add(declaration);
      else if (declaration.kind === "websocket") this.#addWebSocket(declaration);
      else if (declaration.kind === "frontend") this.#serving.addFrontend(declaration);
      else this.#serving.addMount(declaration);
    });
    this.subscribe((declaration) => this.#paths.add(declaration));
  }

  /** Answers one exchange of an engine; `report` is told of errors in place of `onError`. */
  handle(exchange: Exchange, report: ErrorReporter = this.#report): void {
    const { rootPath } = this.#options;
    this.#serving.handle(rootPath ? new RootedExchange(exchange, rootPath) : exchange, report);
  }

  /** Answers a web request: the app as Bun, Deno, workers and tests take it. The first request starts the app. */
  fetch(request: Request): Promise<Response> {
    if (!this.#lifespans.entered) return this.startup().then(() => this.fetch(request));
    this.#fetch ??= fetchHandler((exchange) => this.handle(exchange));
    return this.#fetch(request);
  }

  /**
   * Runs the lifespans up to their `yield`: the app's own, those of its routers, and those of the apps that are mounted in it.
   * What serves the app does so before the first request; once started, this does nothing. Rejects with what a lifespan throws.
   */
  startup(): Promise<void> {
    return this.#lifespans.enter(() => this.#generators());
  }

  /**
   * Waits until nothing is being worked on, for `graceMs` at most, and then lets the lifespans run to their ends, last first.
   * Rejects with what they throw.
   */
  async shutdown(graceMs: number = 10_000): Promise<void> {
    const waiting = new AbortController();
    const late = sleep(graceMs, undefined, { signal: waiting.signal });
    await Promise.race([this.settled(), late]);
    waiting.abort();
    await late.catch(() => undefined);
    await this.#lifespans.leave();
  }

  /**
   * The path of a route within the app: `app.urlFor("getItem", { id: 3 })` is `/items/3`. A route is called as its options say,
   * or as its handler; `mount:name` is one of a mounted app. A `Connection` gives whole URLs. Throws a `TypeError` where no route
   * has that name and these parameters.
   */
  urlFor(name: string, params: UrlParameters = {}): string {
    return this.#paths.path(name, params);
  }

  /** Resolves when no request is being worked on: handlers and streams have ended, and dependencies are cleaned up. */
  settled(): Promise<void> {
    return this.#serving.work.settled();
  }

  *#generators(): Generator<AsyncGenerator<unknown> | Generator<unknown>> {
    for (const lifespan of this.lifespans) yield lifespan(this as never);
    for (const app of this.#serving.mounted) yield lifespanOf(app);
  }

  /** The OpenAPI document of all routes registered so far. Put another function in its place to extend what is served. */
  openapi(): OpenAPIDocument {
    return this.#catalogue.document();
  }

  /** The AsyncAPI document of all WebSockets registered so far. Put another function in its place to extend what is served. */
  asyncapi(): AsyncAPIDocument {
    return this.#catalogue.asyncapi();
  }

  /** Every route registered so far, in order, with mounts and frontends. */
  get routes(): readonly RouteInfo[] {
    return this.#catalogue.routes;
  }

  /** The paths of the documentation pages by their titles; without those that are turned off. */
  get pages(): Readonly<Record<string, string>> {
    const { openapiUrl, docsUrl = "/docs", redocUrl = "/redoc" } = this.#options;
    if (openapiUrl === null) return {};
    return { ...(docsUrl !== null && { Docs: docsUrl }), ...(redocUrl !== null && { ReDoc: redocUrl }) };
  }

  #addWebSocket(declaration: WebSocketDeclaration): void {
    this.#serving.addWebSocket(declaration);
    if (this.#hasWebSockets) return;
    this.#hasWebSockets = true;
    this.#serving.addAsyncAPI(() => this.asyncapi());
  }
}
