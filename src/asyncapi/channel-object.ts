import type { TypeModel } from "../contract/type-model.ts";
import type { Components } from "../openapi/components.ts";
import type { ParameterDescription } from "../openapi/operation.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import type { ChannelDescription, MessageDescription } from "./channel.ts";
import { draft07 } from "./draft-07.ts";
import { securityOf } from "./security.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** Writes channels and their operations, each under a name of its own. */
export class ChannelWriter {
  readonly channels: Record<string, JsonObject> = {};
  readonly operations: Record<string, JsonObject> = {};
  readonly #types: Components;

  constructor(types: Components) {
    this.#types = types;
  }

  add(channel: ChannelDescription): void {
    const id = free(nameFor(channel), this.channels);
    const { received, sent } = channel;
    const messages: Record<string, JsonObject> = {};
    const isTold = received !== undefined || sent !== undefined;
    const named = (kinds: readonly MessageDescription[] = [], fallback: string): readonly string[] =>
      kinds.map((message) => this.#addMessage(message, fallback, messages));
    const ways = [
      { action: "receive", names: named(received, "received"), isThere: !isTold || received !== undefined },
      { action: "send", names: named(sent, "sent"), isThere: !isTold || sent !== undefined },
    ];
    this.channels[id] = this.#channelObject(channel, messages);
    for (const { action, names, isThere } of ways) {
      if (!isThere) continue;
      this.operations[`${action}${id.charAt(0).toUpperCase()}${id.slice(1)}`] = {
        action,
        channel: { $ref: `#/channels/${id}` },
        ...operationInfo(channel),
        ...(names.length > 0 && {
          messages: names.map((name) => ({ $ref: `#/channels/${id}/messages/${name}` })),
        }),
      };
    }
  }

  #channelObject(channel: ChannelDescription, messages: JsonObject): JsonObject {
    const { path, summary, description, tags = [], parameters } = channel;
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    return {
      address: path,
      ...(summary !== undefined && { summary }),
      ...(description !== undefined && { description }),
      ...(tags.length > 0 && { tags: tags.map((name) => ({ name })) }),
      ...(inPath.length > 0 && {
        parameters: Object.fromEntries(
          inPath.map((parameter) => [parameter.name, this.#parameter(parameter)]),
        ),
      }),
      messages,
      bindings: { ws: this.#handshake(parameters) },
    };
  }

  /** What a client says when it opens the WebSocket (AsyncAPI's WebSockets bindings 0.1.0). */
  #handshake(parameters: readonly ParameterDescription[]): JsonObject {
    const shown = parameters.filter(({ hidden }) => !hidden);
    const query = shown.filter((parameter) => parameter.in === "query");
    const headers = shown.filter((parameter) => parameter.in === "header");
    return {
      method: "GET",
      ...(query.length > 0 && { query: this.#fields(query) }),
      ...(headers.length > 0 && { headers: this.#fields(headers) }),
      bindingVersion: "0.1.0",
    };
  }

  #fields(parameters: readonly ParameterDescription[]): JsonObject {
    const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
    return {
      type: "object",
      properties: Object.fromEntries(parameters.map(({ name, type }) => [name, this.#schema(type)])),
      ...(required.length > 0 && { required: [...new Set(required)] }),
    };
  }

  /** A parameter of an address is text, of which less can be said than a schema does. */
  #parameter({ type }: ParameterDescription): JsonObject {
    const schema = this.#schema(type);
    const { description, enum: values, examples } = schema;
    return {
      ...(typeof description === "string" && { description }),
      ...(Array.isArray(values) && { enum: values.map(String) }),
      ...(Array.isArray(examples) && { examples: examples.map(String) }),
    };
  }

  #addMessage(
    { type, contentType }: MessageDescription,
    fallback: string,
    messages: Record<string, JsonObject>,
  ): string {
    const payload = this.#schema(type);
    const name = typeof payload["$ref"] === "string" ? payload["$ref"].replace(/^.*\//, "") : undefined;
    const message = { name: name ?? fallback, contentType, payload };
    const known = messages[message.name];
    if (known && JSON.stringify(known) === JSON.stringify(message)) return message.name;
    const key = free(message.name, messages);
    messages[key] = message;
    return key;
  }

  #schema(type: TypeModel): JsonSchema {
    return draft07(this.#types.schema(type));
  }
}

function operationInfo({
  summary,
  description,
  tags = [],
  deprecated,
  security = [],
}: ChannelDescription): JsonObject {
  return {
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(tags.length > 0 && { tags: tags.map((name) => ({ name })) }),
    ...(deprecated && { "x-deprecated": true }),
    ...(security.length > 0 && { security: securityOf(security) }),
  };
}

/** The handler's name, or else its path in words: `chat_room` of `/chat/{room}`. */
function nameFor({ name, path }: ChannelDescription): string {
  if (/^[\w.-]+$/.test(name)) return name;
  return path.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_|_$/g, "") || "root";
}

function free(name: string, taken: JsonObject): string {
  let candidate = name;
  for (let count = 2; candidate in taken; count++) candidate = `${name}_${count}`;
  return candidate;
}
