import type { Exchange } from "../http/engine.ts";
import { fetchHandler } from "../http/fetch.ts";
import type { OpenAPIDocument } from "../openapi/document.ts";
import { Catalogue, type RouteInfo } from "./catalogue.ts";
import type { ErrorReporter } from "./failure.ts";
import { type MillraceOptions, routerOptions } from "./options.ts";
import { DependencyOverrides } from "./overrides.ts";
import { Router } from "./router.ts";
import { Serving } from "./serving.ts";

/** An app: routes that are served, documented and tested as one. */
export class Millrace extends Router {
  /** Anything that the program keeps for as long as it runs. */
  readonly state: Record<string, unknown> = {};
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
  #fetch: ((request: Request) => Promise<Response>) | undefined = undefined;

  constructor(options: MillraceOptions = {}) {
    super(routerOptions(options));
    this.#options = options;
    this.#catalogue = new Catalogue(options, this.webhooks);
    this.#serving = new Serving(options, this.layer, this.#catalogue);
    this.#serving.addDocs(() => this.openapi());
    this.subscribe((declaration) => {
      if (declaration.kind === "route") this.#serving.add(declaration);
      else this.#serving.addMount(declaration);
    });
  }

  /** Answers one exchange of an engine; `report` is told of errors in place of `onError`. */
  handle(exchange: Exchange, report: ErrorReporter = this.#report): void {
    this.#serving.handle(exchange, report);
  }

  /** Answers a web request: the app as Bun, Deno, workers and tests take it. */
  fetch(request: Request): Promise<Response> {
    this.#fetch ??= fetchHandler((exchange) => this.handle(exchange));
    return this.#fetch(request);
  }

  /** Resolves when no request is being worked on: handlers and streams have ended, and dependencies are cleaned up. */
  settled(): Promise<void> {
    return this.#serving.work.settled();
  }

  /** The OpenAPI document of all routes registered so far. Put another function in its place to extend what is served. */
  openapi(): OpenAPIDocument {
    return this.#catalogue.document();
  }

  /** Every route registered so far, in order. */
  get routes(): readonly RouteInfo[] {
    return this.#catalogue.routes;
  }

  /** The paths of the documentation pages by their titles; without those that are turned off. */
  get pages(): Readonly<Record<string, string>> {
    const { openapiUrl, docsUrl = "/docs", redocUrl = "/redoc" } = this.#options;
    if (openapiUrl === null) return {};
    return { ...(docsUrl !== null && { Docs: docsUrl }), ...(redocUrl !== null && { ReDoc: redocUrl }) };
  }
}
