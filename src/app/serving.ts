import { signatureOf } from "../contract/attached.ts";
import { type Diagnostic, DiagnosticError } from "../contract/diagnostic.ts";
import type { Exchange } from "../http/engine.ts";
import { checkStatus } from "../http/exception.ts";
import { docsRoutes } from "../openapi/docs-routes.ts";
import type { OpenAPIDocument } from "../openapi/document.ts";
import { type Pattern, PatternError, parsePattern } from "../routing/pattern.ts";
import { carriesBigints, formBytes, takesFiles } from "./bodies.ts";
import type { Catalogue } from "./catalogue.ts";
import { ErrorResponder } from "./exception-handlers.ts";
import type { ErrorReporter } from "./failure.ts";
import { Operation } from "./operation.ts";
import { OpenWork } from "./open-work.ts";
import type { MillraceOptions } from "./options.ts";
import { makePlan, type Plan } from "./plan.ts";
import { Mount, mountPattern } from "./mount.ts";
import type { Layer, MountDeclaration, RouteDeclaration } from "./route.ts";
import { RouteTable } from "./route-table.ts";

/** The routes of one app at work. */
export class Serving {
  /** What goes on for requests that have been answered, or are about to be. */
  readonly work: OpenWork = new OpenWork();
  readonly #options: MillraceOptions;
  readonly #catalogue: Catalogue;
  readonly #table: RouteTable;

  constructor(options: MillraceOptions, layer: Layer, catalogue: Catalogue) {
    this.#options = options;
    this.#catalogue = catalogue;
    this.#table = new RouteTable(options.redirectSlashes ?? true, new ErrorResponder([layer.handlers]));
  }

  /** Answers one exchange. */
  handle(exchange: Exchange, report: ErrorReporter): void {
    this.#table.handle(exchange, report);
  }

  /** Serves a route from now on. Throws `DiagnosticError` for one that cannot be. */
  add(route: RouteDeclaration): void {
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
    const operation = this.#operation(route, title, plan);
    const endpoint = { title: operation.title, answer: operation.handle.bind(operation) };
    for (const method of route.methods) {
      const earlier = this.#table.add(method, route.path, endpoint);
      if (earlier) throw duplicate(`${method} ${route.path}`, earlier.title, plan);
    }
    this.#catalogue.add(route, pattern.format, plan);
  }

  /** Gives what is below a path to another app from now on. Throws `DiagnosticError` for a path that cannot be. */
  addMount({ path, target, layers }: MountDeclaration): void {
    const errors = new ErrorResponder(layers.map((layer) => layer.handlers));
    const mount = new Mount(path, target, errors, this.work);
    const earlier = this.#table.addForAll(mountPattern(path), mount);
    if (earlier) throw duplicate(mount.title, earlier.title);
    if ("handle" in target && target.settled) this.work.include(target.settled.bind(target));
  }

  /** Serves the document and its pages. */
  addDocs(document: () => OpenAPIDocument): void {
    const { title = "Millrace" } = this.#options;
    for (const { path, answer } of docsRoutes({ ...this.#options, title, document })) {
      this.#table.add("GET", path, {
        title: path,
        answer(exchange) {
          const {
            status,
            mediaType,
            body,
            headers = {},
          } = answer({
            rootPath: exchange.rootPath,
            ifNoneMatch: exchange.header("if-none-match"),
          });
          exchange.send(status, ["content-type", mediaType, ...Object.entries(headers).flat()], body);
        },
      });
    }
  }

  #operation(route: RouteDeclaration, title: string, plan: Plan): Operation {
    const { options, layers } = route;
    const { bodyLimit, strictContentType, firstItemPatience, streamGrace } = this.#options;
    const form = formBytes(plan.bodies);
    const { location } = plan.signature;
    return new Operation(plan, {
      title: location.line > 0 ? `${title} (${location.file}:${location.line})` : title,
      status: options.status ?? options.responseClass?.status ?? 200,
      body: {
        limit: options.bodyLimit ?? bodyLimit ?? (takesFiles(plan.bodies) ? 1024 ** 3 : 1024 ** 2),
        bigints: carriesBigints(plan.bodies),
        untypedJson: strictContentType === false,
        ...(form && { form }),
      },
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

function duplicate(route: string, earlier: string, plan?: Plan): DiagnosticError {
  const diagnostic: Diagnostic = {
    code: "MR108",
    message: `${route} is registered twice: ${earlier} already answers it`,
    ...(plan && plan.signature.location.line > 0 && { location: plan.signature.location }),
    hint: "give one of them another path or another method",
  };
  return new DiagnosticError([diagnostic]);
}
