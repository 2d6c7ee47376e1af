import type { Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import { type Pattern, parsePattern } from "../routing/pattern.ts";
import { type Match, RouteTree } from "../routing/tree.ts";
import type { ErrorResponder } from "./exception-handlers.ts";
import type { ErrorReporter } from "./failure.ts";

/** What stands at the end of a route. */
export interface Endpoint {
  /** Methods, path and place, for messages. */
  readonly title: string;
  /** It answers every method of the paths below its own. */
  readonly mounted?: boolean;
  answer(exchange: Exchange, params: readonly string[], report: ErrorReporter): void;
}

/** Finds the endpoint of a request, and answers for those that have none: HEAD, OPTIONS, 404, 405 and the other slash. */
export class RouteTable {
  readonly #tree = new RouteTree<Endpoint>();
  /** Where WebSockets are opened, once there is such a route. */
  #webSockets: RouteTree<Endpoint> | undefined = undefined;
  /** What answers below its path where nothing else does, once there is such a thing. */
  #frontends: RouteTree<Endpoint> | undefined = undefined;
  readonly #mounts: { readonly pattern: Pattern; readonly endpoint: Endpoint }[] = [];
  readonly #redirectSlashes: boolean;
  readonly #errors: ErrorResponder;

  constructor(redirectSlashes: boolean, errors: ErrorResponder) {
    this.#redirectSlashes = redirectSlashes;
    this.#errors = errors;
  }

  /** Adds an endpoint; gives the one that has the same method and the same shape of path already, if there is one. */
  add(method: string, path: string, endpoint: Endpoint): Endpoint | undefined {
    return this.#tree.add(method, parsePattern(path), endpoint);
  }

  /** Adds an endpoint for WebSockets, as `add` does. */
  addWebSocket(path: string, endpoint: Endpoint): Endpoint | undefined {
    this.#webSockets ??= this.#withMounts();
    return this.#webSockets.add("GET", parsePattern(path), endpoint);
  }

  /** Adds what answers every method below its path, WebSockets too. */
  addMount(pattern: Pattern, endpoint: Endpoint): Endpoint | undefined {
    this.#mounts.push({ pattern, endpoint });
    return this.#tree.addForAll(pattern, endpoint) ?? this.#webSockets?.addForAll(pattern, endpoint);
  }

  /** Adds an endpoint for what nothing else answers. */
  addFrontend(pattern: Pattern, endpoint: Endpoint): Endpoint | undefined {
    this.#frontends ??= new RouteTree();
    return this.#frontends.addForAll(pattern, endpoint);
  }

  /** Answers one exchange. */
  handle(exchange: Exchange, report: ErrorReporter): void {
    const { method, target } = exchange;
    const mark = target.indexOf("?");
    const path = mark < 0 ? target : target.slice(0, mark);
    const match =
      (this.#webSockets && exchange.upgrade && this.#webSockets.find("GET", path)) ??
      this.#find(method, path);
    if (match) match.value.answer(exchange, match.params, report);
    else this.#answerWithout(exchange, path, mark < 0 ? "" : target.slice(mark), report);
  }

  /** Where a mount stands nearer to a path than a route of WebSockets, it is the mount's. */
  #withMounts(): RouteTree<Endpoint> {
    const tree = new RouteTree<Endpoint>();
    for (const { pattern, endpoint } of this.#mounts) tree.addForAll(pattern, endpoint);
    return tree;
  }

  /** A GET route answers HEAD too, before a mount does. */
  #find(method: string, path: string): Match<Endpoint> | undefined {
    const match = this.#tree.find(method, path);
    return method === "HEAD" && (!match || match.value.mounted) ? this.#tree.find("GET", path) : match;
  }

  #answerWithout(exchange: Exchange, path: string, query: string, report: ErrorReporter): void {
    const refuse = (exception: HTTPException): void => void this.#errors.answer(exception, exchange, report);
    const methods = path === "*" ? ["GET"] : this.#tree.methods(path);
    if (methods.length > 0) {
      const allow = allowed(methods);
      if (exchange.method === "OPTIONS") exchange.send(204, ["allow", allow], "");
      else refuse(new HTTPException(405, undefined, { headers: { allow } }));
      return;
    }
    if (this.#webSockets?.reaches(path)) {
      refuse(new HTTPException(426, undefined, { headers: upgradeNeeded }));
      return;
    }
    const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
    // A location that starts with two slashes would name another host (RFC 3986 section 4.2).
    if (this.#redirectSlashes && !path.startsWith("//") && this.#tree.reaches(other)) {
      exchange.send(307, ["location", exchange.rootPath + other + query], "");
      return;
    }
    // The path of a frontend alone is its folder.
    const frontend = this.#frontends?.find("GET", path.endsWith("/") ? path : other);
    if (frontend) frontend.value.answer(exchange, frontend.params, report);
    else refuse(new HTTPException(404));
  }
}

/** What an answer of 426 must tell (RFC 9110 section 15.5.22, RFC 6455 section 4.4). */
const upgradeNeeded = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };

/** The complete `Allow` of a path (RFC 9110 section 10.2.1), with the methods that are answered automatically. */
function allowed(methods: readonly string[]): string {
  const all = new Set(methods);
  if (all.has("GET")) all.add("HEAD");
  all.add("OPTIONS");
  return [...all].toSorted().join(", ");
}
