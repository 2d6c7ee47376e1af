import { signatureOf } from "../contract/attached.ts";
import { type Diagnostic, DiagnosticError } from "../contract/diagnostic.ts";
import type { Exchange } from "../http/engine.ts";
import { fetchHandler } from "../http/fetch.ts";
import {
  type DocumentInfo,
  openapiDocument,
  type OpenAPIDocument,
  type TagDescription,
} from "../openapi/document.ts";
import { type DocsOptions, docsRoutes } from "../openapi/docs-routes.ts";
import type { GenerateUniqueId } from "../openapi/operation-id.ts";
import type { OperationDescription } from "../openapi/operation.ts";
import { type Pattern, PatternError, parsePattern } from "../routing/pattern.ts";
import { carriesBigints, formBytes, takesFiles } from "./bodies.ts";
import { describeCalls, describeRoute } from "./describe.ts";
import { type ErrorClass, type ExceptionHandler, ExceptionHandlers } from "./exception-handlers.ts";
import { checkStatus, type HTTPException } from "./exceptions.ts";
import type { ErrorReporter } from "./failure.ts";
import { Operation } from "./operation.ts";
import { OpenWork } from "./open-work.ts";
import { makePlan, type Plan } from "./plan.ts";
import type { RouteDeclaration } from "./route.ts";
import { RouteTable } from "./route-table.ts";
import { Router, type RouterOptions } from "./router.ts";

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
  /** A path that differs from a route only by its last slash is sent there with 307; on by default. */
  readonly redirectSlashes?: boolean;
  /** JSON is taken as it is: no number from text, no boolean from 1; off by default. */
  readonly strict?: boolean;
  /** A body without a content type is no JSON; on by default, since a page elsewhere can send one unasked (CSRF). */
  readonly strictContentType?: boolean;
  /** The longest body in bytes, where the route says nothing; 1 MiB by default, 1 GiB where a route takes files. */
  readonly bodyLimit?: number;
  /** Milliseconds that a stream's headers wait for its first item, which may still fail; 1,000 by default. */
  readonly firstItemPatience?: number;
}

/** One route as tools list it. */
export interface RouteInfo {
  readonly methods: readonly string[];
  readonly path: string;
  readonly name: string;
  /** `main.ts:12:5`, where the handler's source is known. */
  readonly place?: string;
}

/** An app: routes that are served, documented and tested as one. */
export class Millrace extends Router {
  /** Anything that the program keeps for as long as it runs. */
  readonly state: Record<string, unknown> = {};
  /** Told of every error that is not the client's; writes it to stderr until it is replaced. */
  onError: ErrorReporter = (error) => console.error(error);
  /** Requests that the program makes to those who have asked for them, each under a name. Documented only. */
  readonly webhooks: Router = new Router();
  readonly #options: MillraceOptions;
  readonly #handlers = new ExceptionHandlers();
  readonly #work = new OpenWork();
  readonly #table: RouteTable;
  readonly #described: OperationDescription[] = [];
  readonly #calls: readonly OperationDescription[];
  readonly #routes: RouteInfo[] = [];
  readonly #report: ErrorReporter = (error, exchange) => this.onError(error, exchange);
  #document: OpenAPIDocument | undefined = undefined;
  #fetch: ((request: Request) => Promise<Response>) | undefined = undefined;

  constructor(options: MillraceOptions = {}) {
    super(routerOptions(options));
    this.#options = options;
    this.#table = new RouteTable(options.redirectSlashes ?? true, this.#handlers);
    this.#addDocs();
    this.subscribe((route) => this.#add(route));
    this.#calls = describeCalls(this.webhooks);
    this.webhooks.subscribe(() => {
      this.#document = undefined;
    });
  }

  /** Answers one exchange of an engine; `report` is told of errors in place of `onError`. */
  handle(exchange: Exchange, report: ErrorReporter = this.#report): void {
    this.#table.handle(exchange, report);
  }

  /** Answers a web request: the app as Bun, Deno, workers and tests take it. */
  fetch(request: Request): Promise<Response> {
    this.#fetch ??= fetchHandler((exchange) => this.handle(exchange));
    return this.#fetch(request);
  }

  /**
   * Sets what answers errors of a class, or `HTTPException`s of a status, that are thrown before the response has begun. A
   * handler of 500 or of `Error` answers those that no other handler knows, which are still reported to `onError`.
   */
  exceptionHandler<E>(thrown: ErrorClass<E>, handler: ExceptionHandler<E>): this;
  exceptionHandler(thrown: 500, handler: ExceptionHandler<unknown>): this;
  exceptionHandler(thrown: number, handler: ExceptionHandler<HTTPException>): this;
  exceptionHandler(thrown: number | ErrorClass<unknown>, handler: ExceptionHandler<never>): this {
    this.#handlers.set(thrown as ErrorClass<never>, handler);
    return this;
  }

  /** Resolves when no request is being worked on: handlers and streams have ended, and dependencies are cleaned up. */
  settled(): Promise<void> {
    return this.#work.settled();
  }

  /** The OpenAPI document of all routes registered so far. Put another function in its place to extend what is served. */
  openapi(): OpenAPIDocument {
    const { title = "Millrace", version = "0.1.0", openapiTags, generateUniqueId, ...info } = this.#options;
    const whole = { ...info, title, version, ...(openapiTags && { tags: openapiTags }) };
    this.#document ??= openapiDocument(documentInfo(whole), this.#described, {
      webhooks: this.#calls,
      ...(generateUniqueId && { generateUniqueId }),
    });
    return this.#document;
  }

  /** Every route registered so far, in order. */
  get routes(): readonly RouteInfo[] {
    return this.#routes;
  }

  /** The paths of the documentation pages by their titles; without those that are turned off. */
  get pages(): Readonly<Record<string, string>> {
    const { openapiUrl, docsUrl = "/docs", redocUrl = "/redoc" } = this.#options;
    if (openapiUrl === null) return {};
    return { ...(docsUrl !== null && { Docs: docsUrl }), ...(redocUrl !== null && { ReDoc: redocUrl }) };
  }

  #add(route: RouteDeclaration): void {
    const title = `${route.methods.join(", ")} ${route.path}`;
    if (route.options.status !== undefined) checkStatus(route.options.status);
    const pattern = patternOf(route, title);
    const { strict = false } = this.#options;
    const plan = makePlan(route.handler, {
      title,
      pathNames: pattern.names,
      dependencies: route.options.dependencies ?? [],
      strict,
    });
    this.#serve(route, title, plan);
    if (route.options.includeInSchema !== false)
      this.#described.push(describeRoute(route, pattern.format, plan));
    this.#document = undefined;
    const { name, location } = plan.signature;
    const place = location.line > 0 ? `${location.file}:${location.line}:${location.column}` : undefined;
    this.#routes.push({ methods: route.methods, path: route.path, name, ...(place && { place }) });
  }

  #serve(route: RouteDeclaration, title: string, plan: Plan): void {
    const { options } = route;
    const form = formBytes(plan.bodies);
    const place = plan.signature.location.line > 0 ? `${title} (${placeOf(plan)})` : title;
    const operation = new Operation(plan, {
      title: place,
      status: options.status ?? options.responseClass?.status ?? 200,
      body: {
        limit:
          options.bodyLimit ?? this.#options.bodyLimit ?? (takesFiles(plan.bodies) ? 1024 ** 3 : 1024 ** 2),
        bigints: carriesBigints(plan.bodies),
        untypedJson: this.#options.strictContentType === false,
        ...(form && { form }),
      },
      ...(options.result && { result: options.result }),
      ...(options.responseClass && { responseClass: options.responseClass }),
      handlers: this.#handlers,
      work: this.#work,
      heartbeat: options.heartbeat ?? 15,
      patience: this.#options.firstItemPatience ?? 1000,
    });
    const endpoint = {
      title: place,
      answer: operation.handle.bind(operation),
    };
    for (const method of route.methods) {
      const earlier = this.#table.add(method, route.path, endpoint);
      if (earlier) throw duplicate(`${method} ${route.path}`, earlier.title, plan);
    }
  }

  #addDocs(): void {
    const { title = "Millrace" } = this.#options;
    const routes = docsRoutes({ ...this.#options, title, document: () => this.openapi() });
    for (const { path, answer } of routes) {
      this.#table.add("GET", path, {
        title: path,
        answer(exchange) {
          const { status, mediaType, body, headers = {} } = answer(exchange.header("if-none-match"));
          exchange.send(status, ["content-type", mediaType, ...Object.entries(headers).flat()], body);
        },
      });
    }
  }
}

function placeOf({ signature }: Plan): string {
  return `${signature.location.file}:${signature.location.line}`;
}

function patternOf({ path, handler }: RouteDeclaration, title: string): Pattern {
  try {
    return parsePattern(path);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const message = `the path of ${title} is invalid: ${error.message}`;
    const location = signatureOf(handler)?.signature.location;
    const hint = "write paths as /items/{id} or /files/{rest:path}";
    throw new DiagnosticError([{ code: "MR112", message, hint, ...(location && { location }) }]);
  }
}

function duplicate(route: string, earlier: string, plan: Plan): DiagnosticError {
  const diagnostic: Diagnostic = {
    code: "MR108",
    message: `${route} is registered twice: ${earlier} already answers it`,
    ...(plan.signature.location.line > 0 && { location: plan.signature.location }),
    hint: "give one of them another path or another method",
  };
  return new DiagnosticError([diagnostic]);
}

function routerOptions({
  prefix,
  deprecated,
  includeInSchema,
  dependencies,
  responses,
  responseClass,
}: MillraceOptions): RouterOptions {
  return {
    ...(prefix !== undefined && { prefix }),
    ...(deprecated !== undefined && { deprecated }),
    ...(includeInSchema !== undefined && { includeInSchema }),
    ...(dependencies && { dependencies }),
    ...(responses && { responses }),
    ...(responseClass && { responseClass }),
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

function documentInfo(options: DocumentInfo): DocumentInfo {
  return Object.fromEntries(
    infoKeys.filter((key) => options[key] !== undefined).map((key) => [key, options[key]]),
  ) as unknown as DocumentInfo;
}
