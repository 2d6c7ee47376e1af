import { joinDefinitions } from "../contract/attached.ts";
import type { Parameter, Signature, Source } from "../contract/signature.ts";
import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { BodyDescription } from "../openapi/operation.ts";
import { asCarried, formFields, takesBytes } from "../parameters/form-shape.ts";
import { shapeOf } from "../parameters/shape.ts";
import { mentions } from "../schema/mentions.ts";
import { type Conceal, concealing } from "../schema/conceal.ts";

/** A body parameter, its source (body, form or file), and the signature that declares it. */
export interface BodyParameter {
  readonly parameter: Parameter;
  readonly source: Source;
  readonly signature: Signature;
}

/** The sources that read the body; one request has JSON or a form, not both. */
export const bodySources: ReadonlySet<Source> = new Set(["body", "form", "file"]);

/** The sources that take the body as it comes; a request has one of them, and no other body. */
export const streamedSources: ReadonlySet<Source> = new Set(["items", "parts"]);

/** The fields whose files are read before the handler is called; `undefined` where the body is no form. */
export function formBytes(bodies: readonly BodyParameter[]): readonly string[] | undefined {
  const forms = bodies.filter(({ source }) => source !== "body");
  if (forms.length === 0) return undefined;
  return forms.flatMap(({ parameter, signature: { definitions } }) =>
    formFields(parameter, definitions)
      .filter(({ type }) => takesBytes(type, definitions))
      .map(({ name }) => name),
  );
}

/** The body holds a file, which may be longer than other bodies. */
export function takesFiles(bodies: readonly BodyParameter[]): boolean {
  return bodies.some(
    ({ parameter, source, signature: { definitions } }) =>
      source === "file" || (source === "form" && isFile(parameter.type, definitions)),
  );
}

function isFile(type: TypeModel, definitions: Definitions): boolean {
  return (
    shapeOf(type, definitions).startsWith("file") || mentions(type, new Set(["file", "bytes"]), definitions)
  );
}

const conceals = new WeakMap<readonly BodyParameter[], { readonly conceal: Conceal | undefined }>();

/** What an error tells of a JSON body: all of it but its secrets. */
export function shownBody(value: unknown, bodies: readonly BodyParameter[], embedded: boolean): unknown {
  if (value === undefined) return undefined;
  const known = conceals.get(bodies) ?? { conceal: concealingBody(bodies, embedded) };
  conceals.set(bodies, known);
  return known.conceal ? known.conceal(value).value : value;
}

function concealingBody(bodies: readonly BodyParameter[], embedded: boolean): Conceal | undefined {
  const definitions = joinDefinitions(bodies.map(({ signature }) => signature.definitions));
  const properties = bodies.map(({ parameter }) => ({
    name: wireName(parameter),
    type: parameter.type,
    optional: parameter.optional,
  }));
  const whole = embedded ? undefined : bodies[0]?.parameter.type;
  return concealing(whole ?? { kind: "object", properties }, definitions);
}

/** JSON bodies may hold a `bigint`, for which JSON is parsed in a slower way that keeps every digit. */
export function carriesBigints(bodies: readonly BodyParameter[]): boolean {
  const bigint = new Set(["bigint"]);
  return bodies.some(({ parameter, signature }) => mentions(parameter.type, bigint, signature.definitions));
}

/** What a document says of a body that is taken as it comes. */
export function describeStreamed(parameter: Parameter): BodyDescription | undefined {
  if (parameter.includeInSchema === false) return undefined;
  const { source, name, type, optional, mediaType } = parameter;
  const isParts = source === "parts";
  return {
    items: isParts ? "parts" : type,
    name,
    required: !optional,
    ...(mediaType !== undefined && { mediaType }),
  };
}

/** What a document says of the body: one value, or an object of fields. */
export function describeBody(
  bodies: readonly BodyParameter[],
  embedded: boolean,
): BodyDescription | undefined {
  const shown = bodies.filter(({ parameter }) => parameter.includeInSchema !== false);
  const [first] = shown;
  if (!first) return undefined;
  const required = shown.some(({ parameter }) => !parameter.optional);
  if (first.source !== "body") return describeForm(shown, required);
  const mediaType = first.parameter.mediaType ?? "application/json";
  if (!embedded) {
    const { name, openapiExamples: examples } = first.parameter;
    const type = documentedType(first.parameter);
    return { mediaType, required, name, type, ...(examples && { examples }) };
  }
  const fields = shown.map(({ parameter }) => ({
    name: wireName(parameter),
    required: !parameter.optional,
    type: documentedType(parameter),
  }));
  return { mediaType, required, fields };
}

/** A form is told field by field, unless it is one model that a form carries as JSON would. */
function describeForm(forms: readonly BodyParameter[], required: boolean): BodyDescription {
  const mediaType = takesFiles(forms) ? "multipart/form-data" : "application/x-www-form-urlencoded";
  const whole = forms.length === 1 ? forms.find(isPlainModel)?.parameter : undefined;
  if (whole) return { mediaType, required, name: whole.name, type: documentedType(whole) };
  const fields = forms.flatMap(({ parameter, signature: { definitions } }) =>
    formFields(parameter, definitions).map((field) => ({
      ...field,
      type: asCarried(field.type, definitions),
    })),
  );
  return { mediaType, required, fields };
}

function isPlainModel({ parameter, signature: { definitions } }: BodyParameter): boolean {
  return (
    shapeOf(parameter.type, definitions) === "model" &&
    formFields(parameter, definitions).every(({ type }) => !takesBytes(type, definitions))
  );
}

function wireName({ alias, name }: Parameter): string {
  return alias ?? name;
}

function documentedType({ type, default: value }: Parameter): TypeModel {
  return value === undefined ? type : { ...type, default: value };
}
