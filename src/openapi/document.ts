import { joinDefinitions } from "../contract/attached.ts";
import { Components } from "./components.ts";
import type { JsonObject } from "./merge.ts";
import type { PreparedOperation } from "./operation-object.ts";
import { prepared, typesOf } from "./operation-object.ts";
import type { GenerateUniqueId } from "./operation-id.ts";
import { functionName, operationIds } from "./operation-id.ts";
import type { ExternalDocs, OperationDescription } from "./operation.ts";
import type { PathItems } from "./path-items.ts";
import { needs32, pathItems } from "./path-items.ts";
import { validates } from "./responses.ts";
import { validationSchemas } from "./validation-schemas.ts";

/** What a document says of the whole service: OpenAPI's `info`, `servers`, `tags` and `externalDocs`. */
export interface DocumentInfo {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  /** CommonMark text. */
  readonly description?: string;
  readonly termsOfService?: string;
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string };
  /** `identifier` is an SPDX expression; a licence has one of `identifier` and `url`, or neither. */
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string };
  readonly servers?: readonly ServerDescription[];
  readonly tags?: readonly TagDescription[];
  readonly externalDocs?: ExternalDocs;
}

/** Where the service is reached: an absolute URL, or one relative to the document's. */
export interface ServerDescription {
  readonly url: string;
  readonly description?: string;
  readonly variables?: {
    readonly [name: string]: {
      readonly default: string;
      readonly enum?: readonly string[];
      readonly description?: string;
    };
  };
}

/** A tag that operations are grouped by; the order of the tags is the order of the groups. */
export interface TagDescription {
  readonly name: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocs;
}

/** Extensions, which may stand in most objects of a document (OpenAPI 3.1 section 4.9). */
interface Extensions {
  readonly [field: `x-${string}`]: unknown;
}

/** An OpenAPI document, as plain JSON. */
export interface OpenAPIDocument extends Extensions {
  /** `3.2.0` where a stream's `itemSchema` or a method that 3.1 lacks is used, else `3.1.0`. */
  readonly openapi: "3.1.0" | "3.2.0";
  readonly info: Omit<DocumentInfo, "servers" | "tags" | "externalDocs"> & Extensions;
  readonly servers?: readonly ServerDescription[];
  readonly paths: PathItems;
  readonly webhooks?: PathItems;
  readonly components?: JsonObject;
  readonly tags?: readonly TagDescription[];
  readonly externalDocs?: ExternalDocs;
}

/** What a document is written of beside the operations that the service answers. */
export interface DocumentOptions {
  /** Makes the ids of operations that were given none: the handler's name by default; `fastapiUniqueId` for FastAPI's. */
  readonly generateUniqueId?: GenerateUniqueId;
  /** Requests that the service makes to whoever has asked for them; `path` is a name. */
  readonly webhooks?: readonly OperationDescription[];
}

/** The ids that operations have in their document, one a method. */
export function idsOf(
  operations: readonly OperationDescription[],
  { generateUniqueId = functionName, webhooks = [] }: DocumentOptions,
): ReadonlyMap<OperationDescription, readonly string[]> {
  const all = withCallbacks([...operations, ...webhooks]);
  const ids = operationIds(all, generateUniqueId);
  return new Map(all.map((operation, index) => [operation, ids[index] ?? []]));
}

/** The OpenAPI document of a service, by FastAPI's conventions. */
export function openapiDocument(
  info: DocumentInfo,
  operations: readonly OperationDescription[],
  options: DocumentOptions = {},
): OpenAPIDocument {
  const { webhooks: called = [] } = options;
  const ids = idsOf(operations, options);
  const prepare = (operation: OperationDescription): PreparedOperation =>
    prepared(operation, ids.get(operation) ?? [], (operation.callbacks ?? []).map(prepare));
  const answered = operations.map(prepare);
  const sent = called.map(prepare);
  const whole = withCallbacks([...answered, ...sent]);
  const types = new Components(
    whole.flatMap(typesOf),
    joinDefinitions(whole.map(({ definitions }) => definitions)),
    new Set(Object.keys(validationSchemas)),
  );
  const paths = pathItems(answered, types);
  const webhooks = pathItems(sent, types);
  const components = componentsOf(types, whole);
  const { servers, tags, externalDocs, ...rest } = info;
  return {
    openapi: needs32(paths) || needs32(webhooks) ? "3.2.0" : "3.1.0",
    info: rest,
    ...(servers && servers.length > 0 && { servers }),
    paths,
    ...(sent.length > 0 && { webhooks }),
    ...(components && { components }),
    ...(tags && tags.length > 0 && { tags }),
    ...(externalDocs && { externalDocs }),
  };
}

/** Operations, then their callbacks, then the callbacks of those. */
function withCallbacks<T extends OperationDescription>(operations: readonly T[]): readonly T[] {
  const callbacks = operations.flatMap((operation) => (operation.callbacks ?? []) as readonly T[]);
  return callbacks.length === 0 ? operations : [...operations, ...withCallbacks(callbacks)];
}

function componentsOf(types: Components, operations: readonly PreparedOperation[]): JsonObject | undefined {
  const schemas = [...types.schemas()] as [string, JsonObject][];
  if (operations.some(validates)) schemas.push(...Object.entries(validationSchemas));
  schemas.sort(([a], [b]) => (a < b ? -1 : 1));
  const security = operations.flatMap((operation) => operation.security ?? []);
  if (schemas.length === 0 && security.length === 0) return undefined;
  return {
    ...(schemas.length > 0 && { schemas: Object.fromEntries(schemas) }),
    ...(security.length > 0 && {
      securitySchemes: Object.fromEntries(security.map(({ name, scheme }) => [name, scheme])),
    }),
  };
}
