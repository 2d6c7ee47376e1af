import type { TypeModel } from "../contract/type-model.ts";

/** What a type consists of, with the names of properties. */
export function partsOf(type: TypeModel): readonly (readonly [type: TypeModel, property?: string])[] {
  switch (type.kind) {
    case "array":
    case "set":
      return [[type.items]];
    case "tuple":
      return [...type.items, ...(type.rest ? [type.rest] : [])].map((item) => [item] as const);
    case "record":
    case "map":
      return [[type.values]];
    case "union":
      return type.members.map((member) => [member] as const);
    case "checked":
    case "secret":
      return [[type.type]];
    case "object":
      return [
        ...type.properties.map((property) => [property.type, property.name] as const),
        ...(type.additional ? [[type.additional] as const] : []),
      ];
    default:
      return [];
  }
}
