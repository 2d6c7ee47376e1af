import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { titleOf } from "../schema/json-schema.ts";
import type { Components } from "./components.ts";
import type {
  BodyOfFields,
  OperationDescription,
  ParameterDescription,
  StreamedBody,
  WholeBody,
} from "./operation.ts";
import type { JsonObject } from "./merge.ts";
import { merged } from "./merge.ts";
import { nameOfRoute } from "./operation-id.ts";
import { type CheckedOperation, responsesOf } from "./responses.ts";
import { withTitle } from "./title.ts";

/** An operation whose body, if it has one, is one type: fields have become a named type `Body_<operationId>`. */
export interface PreparedOperation extends CheckedOperation {
  /** One for each method. */
  readonly ids: readonly string[];
  readonly body?: WholeBody | StreamedBody;
  readonly callbacks: readonly PreparedOperation[];
}

/** The operation with the fields of its body gathered in a named type, and each parameter told once. */
export function prepared(
  operation: OperationDescription,
  ids: readonly string[],
  callbacks: readonly PreparedOperation[],
): PreparedOperation {
  const { body, ...described } = operation;
  const parameters = distinct(operation.parameters.filter(({ hidden }) => !hidden));
  const isChecked = operation.parameters.length > 0 || body !== undefined;
  const rest = { ...described, ids, callbacks, parameters, isChecked };
  if (!body) return rest;
  if (!("fields" in body)) return { ...rest, body };
  const [operationId = ""] = ids;
  const id = `#${operationId}`;
  return {
    ...rest,
    body: { mediaType: body.mediaType, required: body.required, name: "body", type: { kind: "ref", id } },
    definitions: { ...operation.definitions, [id]: bodyDefinition(body, operationId) },
  };
}

function bodyDefinition({ fields }: BodyOfFields, operationId: string): Definitions[string] {
  const properties = fields.map(({ name, type, required }) => ({ name, type, optional: !required }));
  return { name: `Body_${operationId}`, type: { kind: "object", properties } };
}

const order = ["path", "query", "header", "cookie"];

/** By source, and within it in their order; of parameters with the same source and name, a required one stands for all. */
function distinct(parameters: readonly ParameterDescription[]): readonly ParameterDescription[] {
  const found = new Map<string, ParameterDescription>();
  for (const parameter of parameters.toSorted((a, b) => order.indexOf(a.in) - order.indexOf(b.in))) {
    const name = parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
    const key = `${parameter.in} ${name}`;
    if (parameter.required || !found.get(key)?.required) found.set(key, parameter);
  }
  return Array.from(found.values());
}

/** Every type that the operation uses. */
export function typesOf(operation: PreparedOperation): readonly TypeModel[] {
  const { parameters, body, result, responses = {} } = operation;
  const users = [...parameters, ...Object.values(responses), ...(result.kind === "chunks" ? [] : [result])];
  return [...(body ? typeOf(body) : []), ...users.flatMap(({ type }) => type ?? [])];
}

function typeOf(body: WholeBody | StreamedBody): readonly TypeModel[] {
  if ("type" in body) return [body.type];
  return body.items === "parts" ? [] : [body.items];
}

/** One method of an operation, as OpenAPI's operation object; its callbacks are written already. */
export function operationObject(
  operation: PreparedOperation,
  method: string,
  operationId: string,
  components: Components,
  callbacks: JsonObject | undefined,
): JsonObject {
  const { tags = [], summary, description, externalDocs, parameters, body, deprecated, security } = operation;
  const object: Record<string, unknown> = {};
  if (tags.length > 0) object["tags"] = tags;
  object["summary"] = summary ?? titleOf(operation.name || nameOfRoute(method, operation.path));
  if (description) object["description"] = description;
  if (externalDocs) object["externalDocs"] = { ...externalDocs };
  object["operationId"] = operationId;
  if (parameters.length > 0) {
    object["parameters"] = parameters.map((parameter) => parameterObject(parameter, components));
  }
  if (body) object["requestBody"] = requestBody(body, components);
  object["responses"] = responsesOf(operation, operationId, components);
  if (callbacks) object["callbacks"] = callbacks;
  if (deprecated) object["deprecated"] = true;
  if (security && security.length > 0) object["security"] = securityOf(security);
  return merged(object, operation.openapiExtra ?? {});
}

function parameterObject(parameter: ParameterDescription, components: Components): JsonObject {
  const { in: source, name, required, type, property = name, examples } = parameter;
  const deprecated = parameter.deprecated ?? type.deprecated;
  return {
    name,
    in: source,
    required,
    schema: withTitle(components.schema(type), titleOf(property)),
    ...(type.description !== undefined && { description: type.description }),
    ...(examples && { examples }),
    ...(deprecated && { deprecated: true }),
  };
}

function requestBody(body: WholeBody | StreamedBody, components: Components): JsonObject {
  const { required, name } = body;
  if ("items" in body)
    return { content: streamedContent(body, components), ...(required && { required: true }) };
  const { mediaType, type, examples } = body;
  const schema = withTitle(components.schema(type), titleOf(name));
  return {
    content: { [mediaType]: { schema, ...(examples && { examples }) } },
    ...(required && { required: true }),
  };
}

/** The media types that a body may come in, each with the schema of one item or of all of them (OpenAPI 3.2 section 4.14). */
function streamedContent({ items, mediaType, name }: StreamedBody, components: Components): JsonObject {
  if (items === "parts") return { "multipart/form-data": { schema: { type: "object" } } };
  if (items.kind === "bytes") return { [mediaType ?? "application/octet-stream"]: { schema: {} } };
  const itemSchema = withTitle(components.schema(items), titleOf(name));
  return {
    "application/jsonl": { itemSchema },
    "application/json": { schema: { type: "array", items: itemSchema } },
  };
}

/** One requirement for each scheme, its scopes joined. */
function securityOf(security: NonNullable<OperationDescription["security"]>): readonly JsonObject[] {
  const scopes = new Map<string, Set<string>>();
  for (const use of security) {
    scopes.set(use.name, new Set([...(scopes.get(use.name) ?? []), ...use.scopes]));
  }
  return Array.from(scopes, ([name, wanted]) => ({ [name]: Array.from(wanted) }));
}
