import type { Parameter } from "../contract/signature.ts";
import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { UrlParameters } from "../http/connection.ts";
import type { Issue } from "../schema/issue.ts";
import type { RequestContext } from "./context.ts";

/** Fills one argument from a request; pushes issues where the request does not hold what the type says. */
export type Reader = (context: RequestContext, issues: Issue[]) => unknown;

/** One parameter as an OpenAPI document lists it; description, default and examples stand on the type. */
export interface DocumentedParameter {
  readonly in: "path" | "query" | "header" | "cookie";
  /** Its name on the wire. */
  readonly name: string;
  readonly required: boolean;
  readonly type: TypeModel;
  readonly deprecated?: boolean;
  /** The property of a model that it fills. */
  readonly property?: string;
  /** It is read and checked, and not told of. */
  readonly hidden?: boolean;
  /** OpenAPI's example objects by name. */
  readonly examples?: NonNullable<Parameter["openapiExamples"]>;
}

/** What a source is told about a parameter and its route. */
export interface Binding {
  readonly parameter: Parameter;
  readonly definitions: Definitions;
  /** The names in the path, in order. */
  readonly pathNames: readonly string[];
  /** The body is an object of which this parameter is one key. */
  readonly embedded: boolean;
  /** JSON is taken as it is: no number from text, no boolean from 1. */
  readonly strict: boolean;
  /** Of a body that is taken as it comes, in bytes; none where it is absent. */
  readonly bodyLimit?: number;
  /** What `Security` asks for on the way to the function. */
  readonly scopes: readonly string[];
  /** The app that serves the route; none where nothing is called. */
  readonly app?: AppParts;
}

/** What parameters are told of the app. */
export interface AppParts {
  /** What its lifespans have yielded, as far as they have. */
  readonly state: object;
  /** The path of a route by its name. */
  urlFor(name: string, params?: UrlParameters): string;
}

/** A parameter bound to its source: how to read it and how to document it. */
export interface BoundParameter {
  readonly read: Reader;
  readonly documented?: readonly DocumentedParameter[];
}

/** One place that arguments come from. A new one is a file in this folder and a line in `sources.ts`. */
export interface ParameterSource {
  /** Where its issues stand among those of one function: FastAPI's order, path first, body last. */
  readonly rank: number;
  /** It reads the body, and so runs after everything that does not. */
  readonly readsBody?: boolean;
  bind(binding: Binding): BoundParameter;
}
