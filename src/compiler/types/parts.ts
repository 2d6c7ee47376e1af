import type { TypeModel } from "../../contract/type-model.ts";

/** The types directly inside a model, with the step that leads to each. */
export function partsOf(model: TypeModel): readonly (readonly [string, TypeModel])[] {
  switch (model.kind) {
    case "array":
    case "set":
      return [["[]", model.items]];
    case "tuple":
      return [
        ...model.items.map((item, index) => [`[${index}]`, item] as const),
        ...(model.rest ? [["[]", model.rest] as const] : []),
      ];
    case "record":
    case "map":
      return [...(model.keys ? [["", model.keys] as const] : []), ["[]", model.values]];
    case "object":
      return [
        ...model.properties.map(({ name, type }) => [`.${name}`, type] as const),
        ...(model.additional ? [["[]", model.additional] as const] : []),
      ];
    case "checked":
    case "secret":
      return [["", model.type]];
    case "standard":
      return model.input ? [["", model.input]] : [];
    case "union":
      return model.members.map((member) => ["", member]);
    default:
      return [];
  }
}
