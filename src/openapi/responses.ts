import type { TypeModel } from "../contract/type-model.ts";
import { hasBody } from "../http/status.ts";
import { titleOf } from "../schema/json-schema.ts";
import type { Components } from "./components.ts";
import type { OperationDescription, AdditionalResponse } from "./operation.ts";
import type { JsonObject } from "./merge.ts";
import { merged } from "./merge.ts";
import { phraseOf } from "./reason.ts";
import { eventsContent, itemsContent } from "./stream-content.ts";
import { withTitle } from "./title.ts";

/** An operation of which it is known whether it can be refused. */
export interface CheckedOperation extends OperationDescription {
  /** Something is read from the request and checked, told of or not. */
  readonly isChecked: boolean;
}

/**
 * An operation's `responses`: that of its result, those that were declared beside it, and 422 where it has anything to
 * be validated and none of `422`, `4XX` and `default` is declared.
 */
export function responsesOf(
  operation: CheckedOperation,
  operationId: string,
  components: Components,
): Record<string, JsonObject> {
  const { status, responseDescription = "Successful Response" } = operation;
  const responses: Record<string, JsonObject> = {};
  const content = hasBody(status) ? contentOf(operation, `Response_${operationId}`, components) : undefined;
  responses[status] = { description: responseDescription, ...(content && { content }) };
  for (const [key, response] of Object.entries(operation.responses ?? {})) {
    const code = codeOf(key);
    const present = responses[code];
    const described = additional(response, `Response_${code}_${operationId}`, components);
    responses[code] = merged(present ?? { description: phraseOf(code) }, described);
  }
  if (validates(operation)) {
    responses["422"] = {
      description: "Validation Error",
      content: { "application/json": { schema: { $ref: "#/components/schemas/HTTPValidationError" } } },
    };
  }
  return responses;
}

/** Whether the operation answers 422 of itself: it has something to validate, and nothing else is declared for that. */
export function validates({ isChecked, status, responses = {} }: CheckedOperation): boolean {
  if (!isChecked) return false;
  const declared = [String(status), ...Object.keys(responses).map(codeOf)];
  return !declared.some((code) => code === "422" || code === "4XX" || code === "default");
}

function codeOf(key: string): string {
  return key.toLowerCase() === "default" ? "default" : key.toUpperCase();
}

function contentOf(
  { result, stream = {} }: OperationDescription,
  title: string,
  components: Components,
): JsonObject | undefined {
  const { kind, type, mediaType } = result;
  const schema = (): JsonObject => schemaOf(type, title, components);
  switch (kind) {
    case "value":
      return { [mediaType ?? "application/json"]: { schema: schema() } };
    case "items":
      return itemsContent(result, stream, (item) => schemaOf(item, title, components));
    case "events":
      return eventsContent(result, stream, (item) => schemaOf(item, title, components));
    case "chunks":
    case "response":
      if (mediaType === undefined) return undefined;
      return { [mediaType]: { schema: isJson(mediaType) ? schema() : { type: "string" } } };
  }
}

function additional(response: AdditionalResponse, title: string, components: Components): JsonObject {
  const { type, mediaType = "application/json", content, ...rest } = response;
  const typed: JsonObject = type ? { [mediaType]: { schema: schemaOf(type, title, components) } } : {};
  if (!type && !content) return rest;
  return { ...rest, content: merged(content ?? {}, typed) };
}

function schemaOf(type: TypeModel, title: string, components: Components): JsonObject {
  const schema = components.schema(type);
  return Object.keys(schema).length === 0 ? schema : withTitle(schema, titleOf(title));
}

function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType);
}
