import type { EventResult, Result } from "../contract/signature.ts";
import type { TypeModel } from "../contract/type-model.ts";
import type { JsonObject } from "./merge.ts";
import type { StreamDescription } from "./operation.ts";

/** A type as a JSON Schema. */
type SchemaOf = (type: TypeModel) => JsonObject;

/** What is sent of a failure under way: the status and the detail that an answer would have had. */
const errorRecord: JsonObject = {
  type: "object",
  properties: { status: { type: "integer" }, detail: {} },
  required: ["status", "detail"],
};

/** The media types that items are sent as, each with the schema of one item, or of all of them (OpenAPI 3.2 section 4.14). */
export function itemsContent(result: Result, described: StreamDescription, schemaOf: SchemaOf): JsonObject {
  const { formats = ["lines"], errorRecords = false } = described;
  const item = schemaOf(result.type);
  const { mediaType: linesType = "application/jsonl" } = result;
  const content: Record<string, JsonObject> = {};
  for (const format of formats) {
    if (format === "lines") content[linesType] = { itemSchema: errorRecords ? orErrorLine(item) : item };
    else if (format === "array") content["application/json"] = { schema: { type: "array", items: item } };
    else content["text/event-stream"] = { itemSchema: eventSchema(result, errorRecords, schemaOf) };
  }
  return content;
}

/** The media type of server-sent events, with the schema of one event. */
export function eventsContent(result: Result, described: StreamDescription, schemaOf: SchemaOf): JsonObject {
  const { mediaType = "text/event-stream" } = result;
  return { [mediaType]: { itemSchema: eventSchema(result, described.errorRecords ?? false, schemaOf) } };
}

function orErrorLine(item: JsonObject): JsonObject {
  return {
    anyOf: [item, { type: "object", properties: { error: errorRecord }, required: ["error"] }],
  };
}

/** One event; where there are several types of them, one of those, told apart by `event`. */
function eventSchema({ type, events }: Result, errorRecords: boolean, schemaOf: SchemaOf): JsonObject {
  const all: readonly EventResult[] = events ?? [{ type }];
  const names = all.flatMap(({ event }) => event ?? []);
  const taken = errorRecords ? [...names, "error"] : names;
  const schemas = all.map((each) => {
    const content = each.type.kind === "unknown" ? undefined : schemaOf(each.type);
    return fieldsOf(each.event, content, taken);
  });
  if (errorRecords) schemas.push(fieldsOf("error", errorRecord, taken));
  const [only] = schemas;
  return schemas.length === 1 && only ? only : { oneOf: schemas };
}

/** The fields of an event (WHATWG HTML section 9.2.6); the data of a typed one is the JSON text of an item. */
function fieldsOf(
  name: string | undefined,
  content: JsonObject | undefined,
  taken: readonly string[],
): JsonObject {
  const data: JsonObject = content
    ? { type: "string", contentMediaType: "application/json", contentSchema: content }
    : { type: "string" };
  const other: JsonObject = taken.length > 0 ? { type: "string", not: { enum: taken } } : { type: "string" };
  const event: JsonObject = name === undefined ? other : { const: name };
  const required = [...(content ? ["data"] : []), ...(name === undefined ? [] : ["event"])];
  return {
    type: "object",
    properties: { data, event, id: { type: "string" }, retry: { type: "integer", minimum: 0 } },
    ...(required.length > 0 && { required }),
  };
}
