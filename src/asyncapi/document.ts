import { joinDefinitions } from "../contract/attached.ts";
import { Components } from "../openapi/components.ts";
import type { DocumentInfo, ServerDescription, TagDescription } from "../openapi/document.ts";
import type { ChannelDescription } from "./channel.ts";
import { typesOf } from "./channel.ts";
import { ChannelWriter } from "./channel-object.ts";
import { draft07 } from "./draft-07.ts";
import { securityScheme } from "./security.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** An AsyncAPI document, as plain JSON. */
export interface AsyncAPIDocument {
  readonly asyncapi: "3.0.0";
  readonly info: JsonObject & { readonly title: string; readonly version: string };
  readonly servers?: Readonly<Record<string, JsonObject>>;
  readonly defaultContentType: "application/json";
  readonly channels: Readonly<Record<string, JsonObject>>;
  readonly operations: Readonly<Record<string, JsonObject>>;
  readonly components?: JsonObject;
}

/** The AsyncAPI document of the WebSockets of a service: a channel for each path, an operation for each way. */
export function asyncapiDocument(
  info: DocumentInfo,
  described: readonly ChannelDescription[],
): AsyncAPIDocument {
  const definitions = joinDefinitions(described.map((channel) => channel.definitions));
  const types = new Components(described.flatMap(typesOf), definitions, new Set());
  const writer = new ChannelWriter(types);
  for (const channel of described) writer.add(channel);
  const { channels, operations } = writer;
  const servers = serversOf(info.servers ?? []);
  const components = componentsOf(types, described);
  return {
    asyncapi: "3.0.0",
    info: infoOf(info),
    ...(Object.keys(servers).length > 0 && { servers }),
    defaultContentType: "application/json",
    channels,
    operations,
    ...(Object.keys(components).length > 0 && { components }),
  };
}

/** AsyncAPI's info has the tags and the external documentation in it, and no summary; a licence has no SPDX expression. */
function infoOf(info: DocumentInfo): AsyncAPIDocument["info"] {
  const { title, version, description, termsOfService, contact, license, tags = [], externalDocs } = info;
  return {
    title,
    version,
    ...(description !== undefined && { description }),
    ...(termsOfService !== undefined && { termsOfService }),
    ...(contact && { contact }),
    ...(license && {
      license: { name: license.name, ...(license.url !== undefined && { url: license.url }) },
    }),
    ...(tags.length > 0 && { tags: tags.map(tagOf) }),
    ...(externalDocs && { externalDocs }),
  };
}

function tagOf({ name, description, externalDocs }: TagDescription): JsonObject {
  return { name, ...(description !== undefined && { description }), ...(externalDocs && { externalDocs }) };
}

const schemes: Readonly<Record<string, string>> = { "http:": "ws", "https:": "wss" };

/** The servers whose URLs are absolute; AsyncAPI has no relative ones. */
function serversOf(servers: readonly ServerDescription[]): Record<string, JsonObject> {
  const found: Record<string, JsonObject> = {};
  for (const { url, description } of servers) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const protocol = schemes[parsed?.protocol ?? ""];
    if (!parsed || !protocol) continue;
    found[`server${Object.keys(found).length + 1}`] = {
      host: parsed.host,
      protocol,
      ...(parsed.pathname !== "/" && { pathname: parsed.pathname }),
      ...(description !== undefined && { description }),
    };
  }
  return found;
}

function componentsOf(types: Components, channels: readonly ChannelDescription[]): JsonObject {
  const schemas = types.schemas().map(([name, schema]) => [name, draft07(schema)] as const);
  const security = channels.flatMap((channel) => channel.security ?? []);
  return {
    ...(schemas.length > 0 && {
      schemas: Object.fromEntries(schemas.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    }),
    ...(security.length > 0 && {
      securitySchemes: Object.fromEntries(security.map((use) => [use.name, securityScheme(use)])),
    }),
  };
}
