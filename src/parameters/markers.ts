import type { Handler } from "../contract/attached.ts";

declare const meta: unique symbol;
declare const check: unique symbol;

/**
 * A type with constraints, in JSON Schema's words: `Field<string, { minLength: 1 }>`. For nested types: properties,
 * elements, aliases. The constraints are a phantom, so that a plain value is assignable.
 */
export type Field<T, M> = T extends null | undefined ? T : T & { readonly [meta]?: M };

/**
 * A type with a check of your own, for what types cannot say: `Check<Order, typeof inStock>`. The function is given a value
 * that is of the type; what it returns, if anything, takes the value's place, and an `Error` that it throws is told to the
 * client as a `value_error`. It must be declared at the top of a module, and exported where it is used in another.
 */
export type Check<T, F extends Handler> = T extends null | undefined ? T : T & { readonly [check]?: F };

/** A whole number. From text or JSON: an integer, `5.0`, or an integer's digits. */
export type Int = Field<number, { type: "integer" }>;

/** An e-mail address. */
export type Email = Field<string, { format: "email" }>;

/** A UUID, as text (RFC 9562). */
export type UUID = Field<string, { format: "uuid" }>;

/** An absolute `http` or `https` URL of at most 2,083 characters, as text; `URL` is any URL, as an object. */
export type HttpUrl = Field<string, { format: "url" }>;

/** A decimal number as its text, every digit kept. From JSON: a numeric string, or a number. */
export type Decimal = Field<string, { format: "decimal" }>;

/**
 * A parameter of the path: `Path<Int, { minimum: 1 }>`. Constraints in JSON Schema's words, and `alias`.
 * @source path
 */
export type Path<T, M = {}> = Parsed<T>;

/**
 * A parameter of the query; an array takes the repeats of its key.
 * @source query
 */
export type Query<T, M = {}> = Parsed<T>;

/**
 * A request header; `userAgent` and `user_agent` read `user-agent`.
 * @source header
 */
export type Header<T, M = {}> = Parsed<T>;

/**
 * The id of the last event that a client of an event stream has seen, which it sends when it connects again; `undefined` on a
 * first connection. From the header `Last-Event-ID`, else from `lastEventId` or `last_event_id` in the query.
 * @source lastEventId
 */
export type LastEventId<T = string, M = {}> = Parsed<T> | undefined;

/**
 * A cookie of the request.
 * @source cookie
 */
export type Cookie<T, M = {}> = Parsed<T>;

/**
 * The body, as JSON; two bodies, or `{ embed: true }`, are keys of one object.
 * @source body
 */
export type Body<T, M = {}> = Parsed<T>;

/**
 * A field of a form, urlencoded or multipart; a model takes its properties from fields. A `File` needs no marker.
 * @source form
 */
export type Form<T, M = {}> = Parsed<T>;

/** What a marker stands for: the type itself, or what a Standard Schema (standardschema.dev) gives. */
type Parsed<T> = [T] extends [StandardSchema] ? NonNullable<T["~standard"]["types"]>["output"] : T;

interface StandardSchema {
  readonly "~standard": { readonly types?: { readonly output: unknown } | undefined };
}

/** What a dependency hands over: an instance, the value yielded, or the result with its promise taken off. */
export type Resolved<F> = F extends abstract new (...args: never) => infer I
  ? I
  : F extends (...args: never) => infer R
    ? Yielded<Awaited<R>>
    : never;

type Yielded<R> = R extends AsyncGenerator<infer Y> | Generator<infer Y> ? Y : R;

/** How a dependency is called. */
export interface DependsOptions {
  /** `false`: once for each function that asks for it; otherwise once a request. */
  readonly useCache?: boolean;
  /**
   * When one that yields goes on: `request`, the default, when the response has ended; `function`, as soon as the handler has
   * its result.
   */
  readonly scope?: "request" | "function";
}

/**
 * What the function `F` gives, called once a request with parameters of its own: `Depends<typeof getDb>`.
 * @source dependency
 */
export type Depends<F extends Handler, M extends DependsOptions = {}> = Resolved<F>;

/**
 * What the lifespan `F` of the app, or of a router, has yielded: `State<typeof lifespan>`.
 * @source state
 */
export type State<F extends Handler> = Resolved<F>;
