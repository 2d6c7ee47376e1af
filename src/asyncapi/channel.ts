import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { ParameterDescription, SecurityDescription } from "../openapi/operation.ts";

/** One kind of message. */
export interface MessageDescription {
  readonly type: TypeModel;
  /** `application/json`, `text/plain` or `application/octet-stream`. */
  readonly contentType: string;
}

/** One route of WebSockets as a document needs to know it, dependencies included. */
export interface ChannelDescription {
  /** Without convertors: `/chat/{room}`. */
  readonly path: string;
  /** The handler's name; empty where it has none. */
  readonly name: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  /** Of the request that opens the WebSocket. */
  readonly parameters: readonly ParameterDescription[];
  /** What clients send; absent where the handler's types do not tell. */
  readonly received?: readonly MessageDescription[];
  /** What clients get; absent where the handler's types do not tell. */
  readonly sent?: readonly MessageDescription[];
  readonly security?: readonly SecurityDescription[];
  /** The named types that the types above refer to. */
  readonly definitions: Definitions;
}

/** Every type that a channel uses. */
export function typesOf({ parameters, received = [], sent = [] }: ChannelDescription): readonly TypeModel[] {
  return [...parameters, ...received, ...sent].map(({ type }) => type);
}
