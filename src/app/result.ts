import { DiagnosticError } from "../contract/diagnostic.ts";
import type { Result, Signature } from "../contract/signature.ts";
import type { Definitions, ObjectModel, TypeModel } from "../contract/type-model.ts";
import { isJson } from "../http/media-type.ts";
import type { ResponseClass } from "../responses/response.ts";
import { compileSerializer, type Serialize } from "../schema/serializer.ts";

/** What of a route's results is sent; in a list, of each of its elements. Such a result is filtered to its type, inferred or not. */
export interface ResultOptions {
  /** Only these properties. A name that the type does not have is an error. */
  readonly include?: readonly string[];
  /** All but these properties. */
  readonly exclude?: readonly string[];
  /** Without the defaults of properties that are not there. */
  readonly excludeUnset?: boolean;
  /** Without properties that are equal to their defaults, at any depth. */
  readonly excludeDefaults?: boolean;
  /** Without properties that are null, at any depth. */
  readonly excludeNull?: boolean;
}

/** Writes the results of a handler as JSON; MR120 where `options` name what the type does not have. */
export function resultSerializer(signature: Signature, options?: ResultOptions): Serialize {
  const { result, definitions } = signature;
  if (!options) return compileSerializer(result.type, definitions, { declared: result.declared });
  const {
    excludeUnset: bare = false,
    excludeDefaults: defaults = false,
    excludeNull: nulls = false,
  } = options;
  return compileSerializer(narrowed(signature, options), definitions, {
    declared: true,
    bare,
    ...((defaults || nulls) && { omits: { defaults, nulls } }),
  });
}

/** Writes the data of events by their type, where the result tells types apart. */
export function eventSerializers({
  result,
  definitions,
}: Signature): ReadonlyMap<string | undefined, Serialize> | undefined {
  const { events, declared } = result;
  return (
    events &&
    new Map(events.map(({ event, type }) => [event, compileSerializer(type, definitions, { declared })]))
  );
}

/** What a document tells of results that a class of responses takes in. */
export function resultWithin(result: Result, within: ResponseClass | undefined): Result {
  if (!within || result.kind === "items" || result.kind === "events") return result;
  // A response that says what it is goes out as it is.
  if (result.kind === "response" && (result.mediaType ?? result.status) !== undefined) return result;
  const { mediaType } = within;
  if (mediaType !== undefined && isJson(mediaType) && result.kind === "value")
    return { ...result, mediaType };
  const { type, declared } = result;
  return { kind: "response", type, declared, ...(mediaType !== undefined && { mediaType }) };
}

/** The type with the properties that are sent, of an object, of each member of a union, and of the elements of a list. */
function narrowed({ result, definitions, location }: Signature, options: ResultOptions): TypeModel {
  const { include, exclude = [] } = options;
  if (!include && exclude.length === 0) return result.type;
  const found = new Set<string>();
  const narrow = ({ properties, additional, ...object }: ObjectModel): TypeModel => {
    for (const { name } of properties) found.add(name);
    const kept = properties.filter(
      ({ name }) => (include?.includes(name) ?? true) && !exclude.includes(name),
    );
    return { ...object, properties: kept, ...(additional !== undefined && !include && { additional }) };
  };
  const whole = eachObject(result.type, definitions, narrow, new Set());
  const strays = [...(include ?? []), ...exclude].filter((name) => !found.has(name));
  if (strays.length === 0) return whole;
  throw new DiagnosticError([
    {
      code: "MR120",
      message: `the result has no property ${listed(strays)}`,
      ...(location.line > 0 && { location }),
      hint: found.size > 0 ? `its properties are ${listed([...found])}` : "its type is no object",
    },
  ]);
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

function eachObject(
  type: TypeModel,
  definitions: Definitions,
  change: (object: ObjectModel) => TypeModel,
  seen: ReadonlySet<string>,
): TypeModel {
  const inner = (part: TypeModel): TypeModel => eachObject(part, definitions, change, seen);
  switch (type.kind) {
    case "object":
      return change(type);
    case "ref": {
      const target = definitions[type.id]?.type;
      if (!target || seen.has(type.id)) return type;
      return eachObject(target, definitions, change, new Set([...seen, type.id]));
    }
    case "union":
      return { ...type, members: type.members.map(inner) };
    case "array":
    case "set":
      return { ...type, items: inner(type.items) };
    default:
      return type;
  }
}
