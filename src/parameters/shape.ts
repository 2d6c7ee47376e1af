import type { Definitions, Property, TypeModel } from "../contract/type-model.ts";

/** What a type is to a request: one text, several texts under one key, a file or files, or something only a body holds. */
export type Shape = "scalar" | "list" | "file" | "files" | "model";

/** The type behind a reference, a check or a Standard Schema; other types are their own. */
export function resolved(type: TypeModel, definitions: Definitions): TypeModel {
  if (type.kind === "checked") return resolved(type.type, definitions);
  if (type.kind === "standard" && type.input) return resolved(type.input, definitions);
  if (type.kind !== "ref") return type;
  const definition = definitions[type.id];
  if (!definition) throw new Error(`no definition of ${type.id}`);
  return resolved(definition.type, definitions);
}

/** Tells the shape of a type; `null` and `undefined` in a union do not count. What holds itself is a model. */
export function shapeOf(type: TypeModel, definitions: Definitions): Shape {
  return shapeWithin(type, definitions, []);
}

function shapeWithin(type: TypeModel, definitions: Definitions, around: readonly TypeModel[]): Shape {
  const target = resolved(type, definitions);
  if (around.includes(target)) return "model";
  const inner = (part: TypeModel): Shape => shapeWithin(part, definitions, [...around, target]);
  switch (target.kind) {
    case "object":
    case "record":
    case "map":
      return "model";
    case "file":
      return "file";
    case "array":
    case "set":
      return listOf([inner(target.items)]);
    case "tuple":
      return listOf((target.rest ? [...target.items, target.rest] : target.items).map(inner));
    case "union": {
      const shapes = target.members.filter(isPresent).map(inner);
      return (
        shapes.find((shape) => shape === "model") ?? shapes.find((shape) => shape !== "scalar") ?? "scalar"
      );
    }
    default:
      return "scalar";
  }
}

function listOf(items: readonly Shape[]): Shape {
  if (items.every((shape) => shape === "scalar")) return "list";
  return items.every((shape) => shape === "file") ? "files" : "model";
}

/** The type of a model's property for a document, where a Standard Schema says more of it than TypeScript knows. */
export function documentedProperty(
  model: TypeModel,
  { name, type }: Property,
  definitions: Definitions,
): TypeModel {
  const target = model.kind === "ref" ? definitions[model.id]?.type : model;
  if (target?.kind !== "standard") return type;
  return { kind: "standard", schema: target.schema, property: name, input: type };
}

function isPresent(type: TypeModel): boolean {
  return type.kind !== "null" && type.kind !== "undefined";
}
