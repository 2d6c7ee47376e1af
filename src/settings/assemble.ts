import type { Definitions, ObjectModel, TypeModel } from "../contract/type-model.ts";
import { type Variables, variableName } from "./variables.ts";

/** How the names of variables are made. */
export interface Naming {
  /** Stands before every name. */
  readonly prefix: string;
  /** Stands between the name of an object and that of its property. */
  readonly delimiter: string;
}

/** A value for an object, of the variables that are there; `undefined` where there are none. */
export function assemble(
  { properties }: ObjectModel,
  definitions: Definitions,
  variables: Variables,
  { prefix, delimiter }: Naming,
): Record<string, unknown> | undefined {
  const found: Record<string, unknown> = {};
  for (const { name, type } of properties) {
    const variable = prefix + variableName(name);
    const text = variables.get(variable);
    const whole = text === undefined ? undefined : valueOf(text, type, definitions);
    const object = objectIn(type, definitions);
    const parts =
      object && assemble(object, definitions, variables, { prefix: variable + delimiter, delimiter });
    const value = parts && (whole === undefined || isObject(whole)) ? { ...whole, ...parts } : whole;
    if (value !== undefined) found[name] = value;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The name of the variable that a place in the settings is read from: `SHOP_DB__HOST`; of a list, `SHOP_TAGS[0]`. */
export function variableAt(
  loc: readonly (string | number)[],
  model: ObjectModel,
  definitions: Definitions,
  { prefix, delimiter }: Naming,
): string {
  const [first = "", ...rest] = loc;
  const property = model.properties.find(({ name }) => name === first);
  const variable = prefix + variableName(String(first));
  const inner = property && objectIn(property.type, definitions);
  const [next] = rest;
  if (inner && inner.properties.some(({ name }) => name === next))
    return variableAt(rest, inner, definitions, { prefix: variable + delimiter, delimiter });
  return variable + rest.map((step) => `[${step}]`).join("");
}

/** The text of a variable as JSON would hold the value: lists and objects are written as JSON, lists also with commas between. */
function valueOf(text: string, type: TypeModel, definitions: Definitions): unknown {
  switch (type.kind) {
    case "ref": {
      const target = definitions[type.id]?.type;
      return target ? valueOf(text, target, definitions) : text;
    }
    case "checked":
    case "secret":
      return valueOf(text, type.type, definitions);
    case "literal":
    case "enum":
      return (type.values as readonly unknown[]).find((value) => String(value) === text) ?? text;
    case "union": {
      const values = type.members.map((member) => valueOf(text, member, definitions));
      return values.find((value) => value !== text) ?? text;
    }
    case "array":
    case "set":
    case "tuple":
      return parsed(text, "[") ?? text.split(",").map((item) => item.trim());
    case "object":
    case "record":
    case "map":
    case "unknown":
      return parsed(text, "{") ?? text;
    default:
      return text;
  }
}

function parsed(text: string, opening: string): unknown {
  if (!text.trimStart().startsWith(opening)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The object that a type is, or may be. */
export function objectIn(type: TypeModel, definitions: Definitions): ObjectModel | undefined {
  switch (type.kind) {
    case "object":
      return type;
    case "ref": {
      const target = definitions[type.id]?.type;
      return target && objectIn(target, definitions);
    }
    case "checked":
      return objectIn(type.type, definitions);
    case "union":
      return type.members.map((member) => objectIn(member, definitions)).find((object) => object);
    default:
      return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
