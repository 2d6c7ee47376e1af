import type { ChannelDescription } from "../asyncapi/channel.ts";
import { asyncapiDocument, type AsyncAPIDocument } from "../asyncapi/document.ts";
import { DiagnosticError, type Location } from "../contract/diagnostic.ts";
import { type DocumentOptions, idsOf, openapiDocument, type OpenAPIDocument } from "../openapi/document.ts";
import type { OperationDescription } from "../openapi/operation.ts";
import { describeCalls, describeRoute } from "./describe.ts";
import { describeWebSocket } from "./describe-websocket.ts";
import { documentInfo, type MillraceOptions } from "./options.ts";
import type { Plan } from "./plan.ts";
import type {
  FrontendDeclaration,
  MountDeclaration,
  RouteDeclaration,
  RouteGroup,
  WebSocketDeclaration,
} from "./route.ts";
import type { RouteInfo } from "./route-info.ts";

/** A route as tools list it, and what the document says of it. */
interface Listed {
  readonly info: RouteInfo;
  readonly operation?: OperationDescription | undefined;
}

/** What an app tells of its routes: to tools as a list, to clients as an OpenAPI document and an AsyncAPI document. */
export class Catalogue {
  readonly #options: MillraceOptions;
  readonly #listed: Listed[] = [];
  readonly #described: OperationDescription[] = [];
  /** The models of the security schemes by name, as JSON. */
  readonly #schemes = new Map<string, string>();
  readonly #webhooks: readonly OperationDescription[];
  readonly #channels: ChannelDescription[] = [];
  #document: OpenAPIDocument | undefined = undefined;
  #asyncapi: AsyncAPIDocument | undefined = undefined;

  constructor(options: MillraceOptions, webhooks: RouteGroup) {
    this.#options = options;
    this.#webhooks = describeCalls(webhooks);
    webhooks.subscribe(() => {
      this.#document = undefined;
    });
  }

  /** Takes in a route; `path` is its path without what only the router reads. */
  add(route: RouteDeclaration, path: string, plan: Plan): void {
    let operation: OperationDescription | undefined;
    if (route.options.includeInSchema !== false) {
      this.#checkSchemes(plan);
      operation = describeRoute(route, path, plan);
      this.#described.push(operation);
    }
    this.#document = undefined;
    this.#listed.push({ info: infoOf(route.methods, route, plan), operation });
  }

  /** Takes in a route of WebSockets, as `add` does. */
  addWebSocket(route: WebSocketDeclaration, path: string, plan: Plan): void {
    if (route.options.includeInSchema !== false) {
      this.#checkSchemes(plan);
      this.#channels.push(describeWebSocket(route, path, plan));
    }
    this.#asyncapi = undefined;
    this.#listed.push({ info: infoOf(["WS"], route, plan) });
  }

  /** Takes in a mount, whose app tells of itself. */
  addMount({ path, name = "", target }: MountDeclaration): void {
    const mount: RouteInfo = { methods: ["MOUNT"], path: path || "/", name };
    if (!("handle" in target) || !target.routes) {
      this.#listed.push({ info: mount });
      return;
    }
    // Asked for when it is read: the app may have more routes by then.
    const info = {
      ...mount,
      get routes() {
        return target.routes ?? [];
      },
    };
    this.#listed.push({ info });
  }

  /** Takes in a frontend, which no document tells of. */
  addFrontend({ path, frontend }: FrontendDeclaration): void {
    const info = { methods: ["FRONTEND"], path: path || "/", name: "", place: frontend.directory };
    this.#listed.push({ info });
  }

  /** Every route so far, in order. */
  get routes(): readonly RouteInfo[] {
    const ids = idsOf(this.#described, this.#documentOptions);
    return this.#listed.map(({ info, operation }) => {
      const operationIds = operation && ids.get(operation);
      return operationIds ? { ...info, operationIds } : info;
    });
  }

  /** Throws MR119 where a scheme has the name of another one. */
  #checkSchemes({ security, signature: { location } }: Plan): void {
    for (const { scheme } of security) {
      const model = JSON.stringify(scheme.model);
      const known = this.#schemes.get(scheme.schemeName) ?? model;
      if (known !== model) throw sameName(scheme.schemeName, location);
      this.#schemes.set(scheme.schemeName, model);
    }
  }

  /** The document of all routes so far; the same object until one is added. */
  document(): OpenAPIDocument {
    this.#document ??= openapiDocument(documentInfo(this.#options), this.#described, this.#documentOptions);
    return this.#document;
  }

  get #documentOptions(): DocumentOptions {
    const { generateUniqueId } = this.#options;
    return { webhooks: this.#webhooks, ...(generateUniqueId && { generateUniqueId }) };
  }

  /** The document of all WebSockets so far; the same object until one is added. */
  asyncapi(): AsyncAPIDocument {
    this.#asyncapi ??= asyncapiDocument(documentInfo(this.#options), this.#channels);
    return this.#asyncapi;
  }
}

function infoOf(
  methods: readonly string[],
  { path, options }: RouteDeclaration | WebSocketDeclaration,
  { signature: { name, location } }: Plan,
): RouteInfo {
  const place = location.line > 0 ? `${location.file}:${location.line}:${location.column}` : undefined;
  return { methods, path, name: options.name ?? name, ...(place && { place }) };
}

function sameName(name: string, location: Location): DiagnosticError {
  return new DiagnosticError([
    {
      code: "MR119",
      message: `two different security schemes are called "${name}"`,
      ...(location.line > 0 && { location }),
      hint: `give one of them a name of its own: { schemeName: "…" }`,
    },
  ]);
}
