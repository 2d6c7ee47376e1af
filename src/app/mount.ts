import { type Diagnostic, DiagnosticError } from "../contract/diagnostic.ts";
import type { Answer } from "../files/answer.ts";
import type { Exchange } from "../http/engine.ts";
import { MountedExchange } from "../http/mounted-exchange.ts";
import { webRequest } from "../http/web-request.ts";
import { BaseResponse } from "../responses/response.ts";
import { asResponse } from "../responses/web.ts";
import type { UrlParameters } from "../http/connection.ts";
import { parsePattern, PatternError, type Pattern } from "../routing/pattern.ts";
import type { ErrorResponder } from "./exception-handlers.ts";
import type { ErrorReporter } from "./failure.ts";
import type { Startable } from "./lifespan.ts";
import type { OpenWork } from "./open-work.ts";
import type { RouteInfo } from "./route-info.ts";
import { sendResponse } from "./send.ts";

/** Something that answers exchanges: a `Millrace` app. */
export interface MountedApp extends Startable {
  /** Answers one exchange; `report` is told of errors that are not the client's. */
  handle(exchange: Exchange, report: ErrorReporter): void;
  /** Resolves when nothing is being worked on. */
  settled?(): Promise<void>;
  /** The path of one of its routes by name. */
  urlFor?(name: string, params?: UrlParameters): string;
  /** What tools list of it. */
  readonly routes?: readonly RouteInfo[];
}

/** Something that gives the answers to exchanges, or throws: `StaticFiles`. */
export interface MountedResponder {
  respond(exchange: Exchange): Promise<Answer>;
}

/** A handler of the web's requests, whose URLs begin after the prefix. */
export type WebHandler = (request: Request) => Response | Promise<Response>;

/**
 * What can stand at a prefix: an app of ours, `StaticFiles`, a handler of web requests, or something that has one (Hono, a
 * worker).
 */
export type Mountable = MountedApp | MountedResponder | WebHandler | { readonly fetch: WebHandler };

/** Answers an exchange whose target is what follows the prefix. */
type AnswerMounted = (exchange: MountedExchange, report: ErrorReporter) => void;

/** The pattern of everything below the prefix of a mount, or the like, `""` for all paths. Throws `DiagnosticError`. */
export function mountPattern(path: string, what: string = "mount"): Pattern {
  const wrong = path !== "" && (!path.startsWith("/") || path.endsWith("/"));
  const problem = wrong ? 'it must start with "/" and must not end with "/"' : crossing(path);
  if (problem === undefined) return parsePattern(`${path}/{rest$:path}`);
  const diagnostic: Diagnostic = {
    code: "MR112",
    message: `the path of the ${what} "${path}" is invalid: ${problem}`,
    hint: `write app.${what}("/files", …)`,
  };
  throw new DiagnosticError([diagnostic]);
}

function crossing(path: string): string | undefined {
  try {
    const { parts } = parsePattern(`${path}/`);
    const crosses = parts.some((part) => typeof part === "object" && part.convertor.name === "path");
    return crosses ? "what a {…:path} takes has no end that a prefix could have" : undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

/** Answers for everything below a prefix. */
export class Mount {
  /** For messages. */
  readonly title: string;
  readonly #path: string;
  readonly #answer: AnswerMounted;

  constructor(path: string, target: Mountable, errors: ErrorResponder, work: OpenWork) {
    this.title = `the mount ${path || "/"}`;
    this.#path = path;
    this.#answer = answerOf(target, errors, work);
  }

  answer(exchange: Exchange, _params: readonly string[], report: ErrorReporter): void {
    this.#answer(below(exchange, this.#path), report);
  }
}

/** The exchange as it is seen below a prefix. */
export function below(exchange: Exchange, prefix: string): MountedExchange {
  const [path = ""] = exchange.target.split("?", 1);
  let end = 0;
  // As many segments as the prefix has, which may hold parameters.
  for (let i = prefix.indexOf("/"); i >= 0; i = prefix.indexOf("/", i + 1)) end = path.indexOf("/", end + 1);
  return new MountedExchange(exchange, end < 0 ? path.length : end);
}

function answerOf(target: Mountable, errors: ErrorResponder, work: OpenWork): AnswerMounted {
  if ("handle" in target) return (exchange, report) => target.handle(exchange, report);
  const respond = "respond" in target ? answering(target) : fetching(target);
  const answer = async (exchange: MountedExchange, report: ErrorReporter): Promise<void> => {
    try {
      await sendResponse(exchange, await respond(exchange), report);
    } catch (error) {
      await errors.answer(error, exchange, report);
    }
  };
  return (exchange, report) => work.add(answer(exchange, report));
}

type Respond = (exchange: MountedExchange) => Promise<BaseResponse>;

function answering(target: MountedResponder): Respond {
  return async (exchange) => {
    const answer = await target.respond(exchange);
    return new BaseResponse(answer.body, answer);
  };
}

function fetching(target: WebHandler | { readonly fetch: WebHandler }): Respond {
  const fetch: WebHandler = typeof target === "function" ? target : (request) => target.fetch(request);
  return async (exchange) => {
    const response = asResponse(await fetch(webRequest(exchange, Infinity, exchange.target)));
    if (!response) throw new TypeError("a mounted handler must return a Response");
    return response;
  };
}

/** Whether a value can be mounted, for programs whose types were not checked. */
export function isMountable(value: unknown): value is Mountable {
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null) return false;
  const { handle, respond, fetch } = value as Readonly<Record<string, unknown>>;
  return [handle, respond, fetch].some((method) => typeof method === "function");
}
