import { Components } from "./components.ts";
import type { JsonObject } from "./merge.ts";
import { isObject } from "./merge.ts";
import type { PreparedOperation } from "./operation-object.ts";
import { operationObject, prepared, typesOf } from "./operation-object.ts";
import type { GenerateUniqueId } from "./operation-id.ts";
import { functionName, operationIds } from "./operation-id.ts";
import type { ExternalDocs, OperationDescription } from "./operation.ts";
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

/** An OpenAPI document, as plain JSON. */
export interface OpenAPIDocument {
  /** `3.2.0` where a stream's `itemSchema` or a method that 3.1 lacks is used, else `3.1.0`. */
  readonly openapi: "3.1.0" | "3.2.0";
  readonly info: Omit<DocumentInfo, "servers" | "tags" | "externalDocs">;
  readonly servers?: readonly ServerDescription[];
  readonly paths: { readonly [path: string]: { readonly [field: string]: JsonObject } };
  readonly components?: JsonObject;
  readonly tags?: readonly TagDescription[];
  readonly externalDocs?: ExternalDocs;
}

/** How a document is written. */
export interface DocumentOptions {
  /** Makes the ids of operations that were given none: the handler's name by default; `fastapiUniqueId` for FastAPI's. */
  readonly generateUniqueId?: GenerateUniqueId;
}

/** The OpenAPI document of a service, by FastAPI's conventions. */
export function openapiDocument(
  info: DocumentInfo,
  operations: readonly OperationDescription[],
  options: DocumentOptions = {},
): OpenAPIDocument {
  const ids = operationIds(operations, options.generateUniqueId ?? functionName);
  const whole = operations.map((operation, index) => prepared(operation, ids[index]?.[0] ?? ""));
  const types = new Components(
    whole.flatMap(typesOf),
    Object.assign({}, ...whole.map(({ definitions }) => definitions)),
    new Set(Object.keys(validationSchemas)),
  );
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [index, operation] of whole.entries()) {
    for (const [position, method] of operation.methods.entries()) {
      const object = operationObject(operation, method, ids[index]?.[position] ?? "", types);
      place((paths[operation.path] ??= {}), method, object);
    }
  }
  const components = componentsOf(types, whole);
  const { servers, tags, externalDocs, ...rest } = info;
  return {
    openapi: Object.values(paths).some(needs32) ? "3.2.0" : "3.1.0",
    info: rest,
    ...(servers && servers.length > 0 && { servers }),
    paths,
    ...(components && { components }),
    ...(tags && tags.length > 0 && { tags }),
    ...(externalDocs && { externalDocs }),
  };
}

const methodsOf31 = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Puts an operation at its method; one that OpenAPI has no field for goes under `additionalOperations`. */
function place(path: Record<string, JsonObject>, method: string, operation: JsonObject): void {
  const field = method.toLowerCase();
  if (methodsOf31.has(field) || field === "query") path[field] = operation;
  else path["additionalOperations"] = { ...path["additionalOperations"], [method]: operation };
}

/** Whether a path speaks of anything that OpenAPI 3.1 does not know. */
function needs32(path: { readonly [field: string]: JsonObject }): boolean {
  return Object.entries(path).some(
    ([field, operation]) => !methodsOf31.has(field) || hasItemSchema(operation["responses"]),
  );
}

function hasItemSchema(responses: unknown): boolean {
  return valuesOf(responses).some((response) =>
    valuesOf(response["content"]).some((content) => "itemSchema" in content),
  );
}

function valuesOf(object: unknown): readonly JsonObject[] {
  return isObject(object) ? Object.values(object).filter(isObject) : [];
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
