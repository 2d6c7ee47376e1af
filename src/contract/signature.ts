import type { Location } from "./diagnostic.ts";
import type { Definitions, Json, TypeModel } from "./type-model.ts";

/**
 * Where an argument comes from. The first group is read from the request and checked; the second is handed over as it is.
 * A parameter without a marker and of no injectable type has no source: registration decides by the path and the type.
 */
export type Source =
  | "path"
  | "query"
  | "header"
  | "lastEventId"
  | "cookie"
  | "body"
  | "form"
  | "file"
  | "items"
  | "parts"
  | "dependency"
  | "request"
  | "reply"
  | "signal"
  | "connection"
  | "state"
  | "background"
  | "websocket"
  | "scopes";

/** One parameter of a handler or of a dependency. */
export interface Parameter {
  /** Its name in the code; `argument0`, `argument1`… where it is destructured. */
  readonly name: string;
  /** Its type as written, for messages. */
  readonly text: string;
  readonly source?: Source;
  /**
   * What it must hold; for `items`, which is an `AsyncIterable<T>`, what each item must. `unknown` for the sources that are
   * handed over as they are, and for dependencies.
   */
  readonly type: TypeModel;
  /** It may be left out: `?`, `| undefined` or an initializer. Left out, the handler is given `undefined`. */
  readonly optional: boolean;
  /** The initializer, where it is a literal: documented, not applied (the function applies it). */
  readonly default?: Json;
  /** Its name on the wire, where the marker gives one. */
  readonly alias?: string;
  readonly includeInSchema?: boolean;
  /** `false` for a header whose name, or a model whose properties' names, are taken as they are. */
  readonly convertUnderscores?: boolean;
  /** A body that is always an object with this parameter as a key, as FastAPI's `embed=True`. */
  readonly embed?: boolean;
  /** The media type of a body that is not JSON, where the marker gives one. */
  readonly mediaType?: string;
  /** `false` where the properties of a model that were not sent stay away, though they have a default. */
  readonly fillDefaults?: boolean;
  /** OpenAPI's example objects by name, for the document. */
  readonly openapiExamples?: { readonly [name: string]: Json };
  /** What the parameter depends on, for the source `dependency`. */
  readonly dependency?: Dependency;
  readonly location: Location;
}

/** A value that `Depends<typeof f>` names. The function itself is not data: it is found by `id` beside the signature. */
export interface Dependency {
  /** Unique in a program: the file and the name of the value. */
  readonly id: string;
  /** A class: called with `new`. */
  readonly construct?: boolean;
  /** The scopes that `Security<typeof f, […]>` asks for. */
  readonly scopes?: readonly string[];
  /** The options of the marker, such as `{ useCache: false }`. */
  readonly options?: { readonly [name: string]: Json };
  readonly signature: Signature;
}

/** What a handler gives back, read from its result type with promises taken off. */
export interface Result {
  /**
   * `value`: one value, sent as JSON. `items`: an iterable, sent as JSON Lines. `events`: `EventStream<T>`, sent as
   * server-sent events. `chunks`: an iterable of strings or bytes, sent raw. `response`: a response object.
   */
  readonly kind: "value" | "items" | "events" | "chunks" | "response";
  /** Of the value, or of one item or chunk. `unknown` for responses and for streams of the platform. */
  readonly type: TypeModel;
  /** Of server-sent events that are told apart: the data of each type of event; that without a type is of all others. */
  readonly events?: readonly EventResult[];
  /** Annotated by the author, and so filtered and checked; otherwise inferred, documented, and sent as it is. */
  readonly declared: boolean;
  /** Of a response class or of chunks, where the type tells: `text/html`. */
  readonly mediaType?: string;
  /** Of a response class that implies one: 307 for a redirect. */
  readonly status?: number;
}

/** The data of one type of server-sent events. */
export interface EventResult {
  readonly event?: string;
  readonly type: TypeModel;
}

/** What the TypeScript compiler knows of one function: plain data, equal to its own JSON copy. */
export interface Signature {
  /** The function's name, or that of the variable or property it was taken from; empty where there is none. */
  readonly name: string;
  /** Its JSDoc text. */
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly parameters: readonly Parameter[];
  readonly result: Result;
  readonly definitions: Definitions;
  readonly location: Location;
}
