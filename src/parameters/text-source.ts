import type { Parameter } from "../contract/signature.ts";
import type { TypeModel } from "../contract/type-model.ts";
import type { RequestContext } from "./context.ts";
import type { DocumentedParameter } from "./source.ts";

/** How one of the sources of named values (query, header, cookie, form) is looked into. */
export interface TextSource {
  /** Where issues are said to be; a form's fields are documented with the body. */
  readonly in: DocumentedParameter["in"] | "body";
  readonly holdsFiles?: boolean;
  /** The name on the wire of the parameter itself, or of a property where it is a model. */
  wireName(name: string, parameter: Parameter): string;
  one(context: RequestContext, name: string): unknown;
  all(context: RequestContext, name: string): readonly unknown[];
  /** Every name that was received, for what a model says of names that it does not know. */
  names(context: RequestContext): readonly string[];
}

/** What is told of one named value. */
export interface DocumentedText {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeModel;
  /** The property of a model that the value is for. */
  readonly property?: string;
}

/** A named value as a document lists it: nothing for a form's field, which stands in the body. */
export function documentText(
  source: TextSource,
  parameter: Parameter,
  { name, optional, type, property }: DocumentedText,
): readonly DocumentedParameter[] {
  if (source.in === "body") return [];
  const documented: DocumentedParameter = {
    in: source.in,
    name,
    required: !optional,
    type,
    ...(type.deprecated && { deprecated: true }),
    ...(property !== undefined && { property }),
    ...(parameter.includeInSchema === false && { hidden: true }),
    ...(parameter.openapiExamples && property === undefined && { examples: parameter.openapiExamples }),
  };
  return [documented];
}
