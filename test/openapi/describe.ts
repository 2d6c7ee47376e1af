import type { Result } from "../../src/contract/signature.ts";
import type { Definitions, Json, ObjectModel, RefModel, TypeModel } from "../../src/contract/type-model.ts";
import type { DocumentInfo, OpenAPIDocument } from "../../src/openapi/document.ts";
import { openapiDocument } from "../../src/openapi/document.ts";
import type { JsonObject } from "../../src/openapi/merge.ts";
import type { OperationDescription, ParameterDescription } from "../../src/openapi/operation.ts";
import { assertValidDocument } from "./validate.ts";

/** A service of which a document can be written. */
export interface Service {
  readonly info?: Partial<DocumentInfo>;
  readonly operations: readonly OperationDescription[];
}

export const string: TypeModel = { kind: "string" };
export const number: TypeModel = { kind: "number" };
export const integer: TypeModel = { kind: "integer" };
export const boolean: TypeModel = { kind: "boolean" };
export const unknown: TypeModel = { kind: "unknown" };

export function nullable<T extends TypeModel>(type: T): TypeModel {
  return { kind: "union", members: [type, { kind: "null" }] };
}

export function list(items: TypeModel): TypeModel {
  return { kind: "array", items };
}

export function named(id: string): RefModel {
  return { kind: "ref", id };
}

/** The types with what their author says of them: titles, descriptions, defaults. */
export function noted(type: TypeModel, notes: { readonly [word: string]: Json }): TypeModel {
  return { ...type, ...notes } as TypeModel;
}

/** An object type; a property whose name ends in `?` is optional. */
export function object(properties: Readonly<Record<string, TypeModel>>): ObjectModel {
  return {
    kind: "object",
    properties: Object.entries(properties).map(([name, type]) => ({
      name: name.replace("?", ""),
      type,
      optional: name.endsWith("?"),
    })),
  };
}

/** Definitions whose ids are their names. */
export function definitions(types: Readonly<Record<string, TypeModel>>): Definitions {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { name, type }]));
}

export function value(type: TypeModel): Result {
  return { kind: "value", type, declared: true };
}

/** A parameter; its source is its first word: `path item_id`, `query q?`. */
export function parameter(text: string, type: TypeModel): ParameterDescription {
  const [source, name = ""] = text.split(" ") as [ParameterDescription["in"], string];
  return { in: source, name: name.replace("?", ""), required: !name.endsWith("?"), type };
}

/** An operation that answers 200 with nobody knows what; its route is `GET /items/{item_id}`, its name a function's. */
export function operation(
  route: string,
  name: string,
  more: Partial<OperationDescription> = {},
): OperationDescription {
  const [method = "", path = ""] = route.split(" ");
  return {
    methods: [method],
    path,
    name,
    parameters: [],
    status: 200,
    result: { kind: "value", type: unknown, declared: false },
    definitions: {},
    ...more,
  };
}

/** A JSON body of one type. */
export function json(name: string, type: TypeModel): NonNullable<OperationDescription["body"]> {
  return { mediaType: "application/json", required: true, name, type };
}

/** A body of several parameters; one whose name ends in `?` is optional. */
export function fields(
  mediaType: string,
  types: Readonly<Record<string, TypeModel>>,
): NonNullable<OperationDescription["body"]> {
  return {
    mediaType,
    required: true,
    fields: Object.entries(types).map(([name, type]) => ({
      name: name.replace("?", ""),
      required: !name.endsWith("?"),
      type,
    })),
  };
}

const info = { title: "Shop", version: "1" };

/** The document of the operations, which both validators have accepted, as plain JSON. */
export async function documentOf(...operations: readonly OperationDescription[]): Promise<OpenAPIDocument> {
  const document = openapiDocument(info, operations);
  await assertValidDocument(document);
  return JSON.parse(JSON.stringify(document)) as OpenAPIDocument;
}

/** The components' schemas by name. */
export function schemasOf(document: OpenAPIDocument): Record<string, JsonObject> {
  return (document.components?.["schemas"] ?? {}) as Record<string, JsonObject>;
}

/** The responses of one operation by status. */
export function responsesOf(
  document: OpenAPIDocument,
  path = "/a",
  method = "get",
): Record<string, JsonObject> {
  return document.paths[path]?.[method]?.["responses"] as Record<string, JsonObject>;
}
