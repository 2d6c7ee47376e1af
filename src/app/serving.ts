import type { AsyncAPIDocument } from "../asyncapi/document.ts";
import { documentText } from "../asyncapi/document-text.ts";
import type { Overrides } from "../dependencies/graph.ts";
import type { Exchange } from "../http/engine.ts";
import { checkStatus } from "../http/exception.ts";
import { docsRoutes } from "../openapi/docs-routes.ts";
import type { OpenAPIDocument } from "../openapi/document.ts";
import type { BodyOptions } from "../parameters/body.ts";
import { websocketSources } from "../websockets/sources.ts";
import type { AppParts } from "../parameters/source.ts";
import { checkFormats } from "../responses/items.ts";
import { carriesBigints, formBytes, takesFiles } from "./bodies.ts";
import type { Catalogue } from "./catalogue.ts";
import { ErrorResponder } from "./exception-handlers.ts";
import { FrontendResponse } from "./frontend.ts";
import type { ErrorReporter } from "./failure.ts";
import { Operation } from "./operation.ts";
import { OpenWork } from "./open-work.ts";
import type { MillraceOptions } from "./options.ts";
import { makePlan, type Plan, type PlanOptions } from "./plan.ts";
import { Mount, type MountedApp, mountPattern } from "./mount.ts";
import type {
  FrontendDeclaration,
  Layer,
  MountDeclaration,
  RouteDeclaration,
  WebSocketDeclaration,
} from "./route.ts";
import { duplicate, patternOf, titleOf } from "./registration.ts";
import { type Endpoint, RouteTable } from "./route-table.ts";
import { type Answer, throughMiddleware } from "./stage.ts";
import { checkSent, WebSocketOperation, webSocketSettings } from "./websocket-operation.ts";

const noParams: readonly string[] = [];

/** A route whose dependencies can be replaced. */
interface Replaceable {
  /** The one without overrides. */
  readonly plan: Plan;
  planWith(overrides: Overrides): Plan;
  /** Goes on by another plan. */
  follow(plan: Plan): void;
}

/** The routes of one app at work. */
export class Serving {
  /** What goes on for requests that have been answered, or are about to be. */
  readonly work: OpenWork = new OpenWork();
  /** The apps below the paths of mounts, in order. */
  readonly mounted: Set<MountedApp> = new Set();
  readonly #options: MillraceOptions;
  readonly #layer: Layer;
  readonly #app: AppParts;
  readonly #catalogue: Catalogue;
  readonly #table: RouteTable;
  readonly #errors: ErrorResponder;
  readonly #replaceable: Replaceable[] = [];
  #overrides: Overrides = new Map();
  /** What puts middleware around the routes at the first request; gone from then on. */
  #beginnings: (() => void)[] | undefined = [];
  /** The routes with the app's middleware around them, where it has any. */
  #around: Answer | undefined = undefined;

  constructor(options: MillraceOptions, layer: Layer, app: AppParts, catalogue: Catalogue) {
    this.#options = options;
    this.#layer = layer;
    this.#app = app;
    this.#catalogue = catalogue;
    this.#errors = new ErrorResponder([layer.handlers]);
    this.#table = new RouteTable(options.redirectSlashes ?? true, this.#errors);
  }

  /** Answers one exchange. */
  handle(exchange: Exchange, report: ErrorReporter): void {
    if (this.#beginnings) this.#begin(this.#beginnings);
    if (this.#around) this.#around(exchange, noParams, report);
    else this.#table.handle(exchange, report);
  }

  /** Serves a route from now on. Throws `DiagnosticError` for one that cannot be. */
  add(route: RouteDeclaration): void {
    const title = `${route.methods.join(", ")} ${route.path}`;
    if (route.options.status !== undefined) checkStatus(route.options.status);
    if (route.options.formats) checkFormats(route.options.formats);
    const pattern = patternOf(route, title);
    const { plan, endpoint } = this.#endpoint(route, { title, pathNames: pattern.names });
    for (const method of route.methods) {
      const earlier = this.#table.add(method, route.path, endpoint);
      if (earlier) throw duplicate(`${method} ${route.path}`, earlier.title, plan);
    }
    this.#catalogue.add(route, pattern.format, plan);
  }

  /** Serves a built frontend from now on, where no route does. Throws `DiagnosticError` for a path that cannot be. */
  addFrontend(declaration: FrontendDeclaration): void {
    const { path, frontend, options, layers } = declaration;
    const page = new FrontendResponse(frontend, path);
    const pattern = mountPattern(path, "frontend");
    const title = `the frontend ${path || "/"}`;
    const route: RouteDeclaration = {
      kind: "route",
      methods: [],
      path,
      handler: () => page,
      options,
      layers,
    };
    const { endpoint } = this.#endpoint(route, { title, pathNames: pattern.names, pathIsFree: true });
    const earlier = this.#table.addFrontend(pattern, endpoint);
    if (earlier) throw duplicate(title, earlier.title);
    this.#catalogue.addFrontend(declaration);
  }

  /** Serves a route of WebSockets from now on. Throws `DiagnosticError` for one that cannot be. */
  addWebSocket(route: WebSocketDeclaration): void {
    const title = `WS ${route.path}`;
    const pattern = patternOf(route, title);
    const { strict = false, streamGrace = 10_000 } = this.#options;
    const planWith = (overrides: Overrides): Plan =>
      makePlan(route.handler, {
        title,
        pathNames: pattern.names,
        dependencies: route.options.dependencies ?? [],
        overrides,
        strict,
        sources: websocketSources,
        app: this.#app,
      });
    const plan = planWith(new Map());
    checkSent(plan.signature, title);
    const operation = new WebSocketOperation(plan, {
      title: titleOf(title, plan),
      settings: webSocketSettings({ ...this.#options.webSockets, ...route.options }),
      errors: new ErrorResponder(route.layers.map((layer) => layer.handlers)),
      work: this.work,
      grace: streamGrace,
    });
    this.#replace({ plan, planWith, follow: (other) => operation.follow(other) });
    const endpoint = { title: operation.title, answer: operation.handle.bind(operation) };
    this.#surround(endpoint, route.layers);
    const earlier = this.#table.addWebSocket(route.path, endpoint);
    if (earlier) throw duplicate(title, earlier.title, plan);
    this.#catalogue.addWebSocket(route, pattern.format, plan);
  }

  /** Calls other functions in place of dependencies from now on. Throws `DiagnosticError` where one does not fit. */
  override(overrides: Overrides): void {
    const plans = this.#replaceable.map((route) => [route, overridden(route, overrides)] as const);
    for (const [route, plan] of plans) route.follow(plan);
    this.#overrides = overrides;
  }

  /** Gives what is below a path to another app from now on. Throws `DiagnosticError` for a path that cannot be. */
  addMount(declaration: MountDeclaration): void {
    const { path, target, layers } = declaration;
    const errors = new ErrorResponder(layers.map((layer) => layer.handlers));
    const mount = new Mount(path, target, errors, this.work);
    const endpoint = { title: mount.title, mounted: true, answer: mount.answer.bind(mount) };
    this.#surround(endpoint, layers);
    const earlier = this.#table.addMount(mountPattern(path), endpoint);
    if (earlier) throw duplicate(mount.title, earlier.title);
    this.#catalogue.addMount(declaration);
    if (!("handle" in target)) return;
    this.mounted.add(target);
    if (target.settled) this.work.include(target.settled.bind(target));
  }

  /** Serves the document and its pages. */
  addDocs(document: () => OpenAPIDocument): void {
    const { title = "Millrace" } = this.#options;
    for (const { path, answer } of docsRoutes({ ...this.#options, title, document })) {
      this.#addPage(path, (exchange) => {
        const { rootPath } = exchange;
        const {
          status,
          mediaType,
          body,
          headers = {},
        } = answer({
          rootPath,
          ifNoneMatch: exchange.header("if-none-match"),
        });
        exchange.send(status, ["content-type", mediaType, ...Object.entries(headers).flat()], body);
      });
    }
  }

  /** Serves the document of the WebSockets, unless a route of the app's own stands there. */
  addAsyncAPI(document: () => AsyncAPIDocument): void {
    const { asyncapiUrl = "/asyncapi.json" } = this.#options;
    if (asyncapiUrl === null) return;
    const text = documentText(document);
    this.#addPage(asyncapiUrl, (exchange) =>
      exchange.send(200, ["content-type", "application/json"], text()),
    );
  }

  /** A page of ours; what it shows may be made by the author's code, which may fail. */
  #addPage(path: string, send: (exchange: Exchange) => void): void {
    const answer: Answer = (exchange, _params, report) => {
      try {
        send(exchange);
      } catch (error) {
        this.work.add(this.#errors.answer(error, exchange, report));
      }
    };
    this.#table.add("GET", path, { title: path, answer });
  }

  /** A route at work, with the middleware of its routers around it. */
  #endpoint(
    route: RouteDeclaration,
    place: Pick<PlanOptions, "title" | "pathNames" | "pathIsFree">,
  ): { plan: Plan; endpoint: Endpoint } {
    const { strict = false } = this.#options;
    const bodyLimit = route.options.bodyLimit ?? this.#options.bodyLimit;
    const planWith = (overrides: Overrides): Plan =>
      makePlan(route.handler, {
        ...place,
        dependencies: route.options.dependencies ?? [],
        overrides,
        strict,
        ...(bodyLimit !== undefined && { bodyLimit }),
        app: this.#app,
      });
    const plan = planWith(new Map());
    const operation = this.#operation(route, place.title, plan);
    this.#replace({
      plan,
      planWith,
      follow: (other) => operation.follow(other, this.#bodyOptions(route, other)),
    });
    const endpoint = { title: operation.title, answer: operation.handle.bind(operation) };
    this.#surround(endpoint, route.layers);
    return { plan, endpoint };
  }

  /** Puts the middleware of routers around an endpoint; it may be added to them after their routes, until the first request. */
  #surround(endpoint: { answer: Answer }, layers: readonly Layer[]): void {
    const compose = (): void => {
      endpoint.answer = throughMiddleware(endpoint.answer, layers.slice(0, -1), [this.#layer], this.work);
    };
    if (this.#beginnings) this.#beginnings.push(compose);
    else compose();
  }

  #begin(beginnings: readonly (() => void)[]): void {
    this.#beginnings = undefined;
    for (const compose of beginnings) compose();
    const table: Answer = (exchange, _params, report) => this.#table.handle(exchange, report);
    const around = throughMiddleware(table, [this.#layer], [], this.work);
    if (around !== table) this.#around = around;
  }

  #bodyOptions({ options }: RouteDeclaration, { bodies }: Plan): BodyOptions {
    const { bodyLimit, strictContentType } = this.#options;
    const form = formBytes(bodies);
    return {
      limit: options.bodyLimit ?? bodyLimit ?? (takesFiles(bodies) ? 1024 ** 3 : 1024 ** 2),
      bigints: carriesBigints(bodies),
      untypedJson: strictContentType === false,
      ...(form && { form }),
    };
  }

  #replace(route: Replaceable): void {
    this.#replaceable.push(route);
    if (this.#overrides.size > 0) route.follow(overridden(route, this.#overrides));
  }

  #operation(route: RouteDeclaration, title: string, plan: Plan): Operation {
    const { options, layers } = route;
    const { firstItemPatience, streamGrace } = this.#options;
    return new Operation(plan, this.#bodyOptions(route, plan), {
      title: titleOf(title, plan),
      status: options.status ?? options.responseClass?.status ?? 200,
      ...(options.result && { result: options.result }),
      ...(options.responseClass && { responseClass: options.responseClass }),
      errors: new ErrorResponder(layers.map((layer) => layer.handlers)),
      work: this.work,
      streams: {
        patience: firstItemPatience ?? 1000,
        grace: streamGrace ?? 10_000,
        ...(options.heartbeat !== undefined && { heartbeat: options.heartbeat }),
        ...(options.lifetime !== undefined && { lifetime: options.lifetime }),
      },
      ...(options.formats && { formats: options.formats }),
      errorRecords: options.errorRecords ?? false,
    });
  }
}

/** A route's plan with what stands in for its functions; its own where nothing does. */
function overridden({ plan, planWith }: Replaceable, overrides: Overrides): Plan {
  return plan.steps.some(({ callable }) => overrides.has(callable)) ? planWith(overrides) : plan;
}
