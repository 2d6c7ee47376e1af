import type { Result } from "../contract/signature.ts";
import type { Definitions, Json, TypeModel } from "../contract/type-model.ts";

/** A page elsewhere that says more. */
export interface ExternalDocs {
  readonly url: string;
  readonly description?: string;
}

/** One route as a document needs to know it, dependencies included: what goes in, what comes out, what it is called. */
export interface OperationDescription {
  /** Upper case, without the HEAD and OPTIONS that are answered automatically. */
  readonly methods: readonly string[];
  /** Without convertors: `/files/{file_path}`. Of a callback, an expression; of a webhook, its name. */
  readonly path: string;
  /** The handler's name; empty where it has none. */
  readonly name: string;
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly externalDocs?: ExternalDocs;
  /** Of the handler and of its dependencies, in any order; a repeat of one is told once. */
  readonly parameters: readonly ParameterDescription[];
  readonly body?: BodyDescription;
  /** Of the answer when all is well. */
  readonly status: number;
  readonly result: Result;
  /** How items are sent, where the result is such. */
  readonly stream?: StreamDescription;
  /** Of that answer; `Successful Response` where absent. */
  readonly responseDescription?: string;
  /** Further answers by status: `404`, `4XX`, `default`. One of the same status as the result adds to it. */
  readonly responses?: { readonly [status: string]: AdditionalResponse };
  /** Requests that this service makes, each at an expression of this operation's request: `{$request.body#/url}`. */
  readonly callbacks?: readonly OperationDescription[];
  readonly security?: readonly SecurityDescription[];
  /** Fields merged over the finished operation, deeply. */
  readonly openapiExtra?: { readonly [field: string]: Json };
  /** The named types that the types above refer to. */
  readonly definitions: Definitions;
}

/** What is told of a stream of items. */
export interface StreamDescription {
  /** JSON Lines where absent. */
  readonly formats?: readonly ("lines" | "events" | "array")[];
  /** A failure under way is told of in the stream itself. */
  readonly errorRecords?: boolean;
}

/** A parameter outside the body. Its description, default and examples stand on its type. */
export interface ParameterDescription {
  readonly in: "path" | "query" | "header" | "cookie";
  /** On the wire. */
  readonly name: string;
  readonly required: boolean;
  readonly type: TypeModel;
  readonly deprecated?: boolean;
  /** The property of a model that it fills, for the title. */
  readonly property?: string;
  /** It is checked, so that there is a 422, and not told of. */
  readonly hidden?: boolean;
  readonly examples?: Examples;
}

/** OpenAPI's example objects by name (OpenAPI 3.1 section 4.8.19). */
export interface Examples {
  readonly [name: string]: Json;
}

/** A body that is one value (`type`), an object of several parameters (`fields`), or a sequence (`items`). */
export type BodyDescription = WholeBody | BodyOfFields | StreamedBody;

/** A body that one parameter takes whole. */
export interface WholeBody {
  readonly mediaType: string;
  readonly required: boolean;
  /** The parameter's, for the title. */
  readonly name: string;
  readonly type: TypeModel;
  readonly examples?: Examples;
}

/** A body whose keys are parameters: several `Body`, an embedded one, or `Form` and `File` fields. */
export interface BodyOfFields {
  readonly mediaType: string;
  readonly required: boolean;
  readonly fields: readonly {
    /** On the wire. */
    readonly name: string;
    readonly required: boolean;
    readonly type: TypeModel;
  }[];
}

/** A body that is taken as it comes: bytes, items of JSON, or the parts of a form. */
export interface StreamedBody {
  readonly items: TypeModel | "parts";
  /** Of bytes; `application/octet-stream` where absent. */
  readonly mediaType?: string;
  readonly required: boolean;
  readonly name: string;
}

/** A further answer of an operation. */
export interface AdditionalResponse {
  /** The status's own phrase where absent. */
  readonly description?: string;
  /** Of the body. */
  readonly type?: TypeModel;
  /** Of the body that `type` tells of; `application/json` where absent. */
  readonly mediaType?: string;
  /** OpenAPI's media type objects by media type, merged with what `type` says. */
  readonly content?: { readonly [mediaType: string]: { readonly [field: string]: Json } };
  /** OpenAPI's header objects by name. */
  readonly headers?: { readonly [name: string]: { readonly [field: string]: Json } };
  /** OpenAPI's link objects by name. */
  readonly links?: { readonly [name: string]: { readonly [field: string]: Json } };
}

/** A security scheme that an operation asks for; the same scheme asked for twice has its scopes joined. */
export interface SecurityDescription {
  /** Under which the scheme stands in the components. */
  readonly name: string;
  /** OpenAPI's security scheme object. */
  readonly scheme: { readonly [field: string]: Json };
  readonly scopes: readonly string[];
}
