import type { Parameter } from "../contract/signature.ts";
import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { documentedProperty, resolved, shapeOf } from "./shape.ts";
import { modelOf } from "./text-model.ts";

/** One field of a form as its document tells it. */
export interface FormField {
  /** On the wire. */
  readonly name: string;
  readonly required: boolean;
  readonly type: TypeModel;
}

/** The fields that a parameter reads from a form: the properties of its model, or itself. */
export function formFields(parameter: Parameter, definitions: Definitions): readonly FormField[] {
  const { name, alias, optional, type, default: value } = parameter;
  const model = modelOf(type, definitions);
  if (!model) {
    const documented = value === undefined ? type : { ...type, default: value };
    return [{ name: alias ?? name, required: !optional, type: documented }];
  }
  return model.properties.map((property) => ({
    name: property.name,
    required: !optional && !property.optional,
    type: documentedProperty(type, property, definitions),
  }));
}

/** The type takes the bytes of a file, so that the file is read before the handler is called. */
export function takesBytes(type: TypeModel, definitions: Definitions): boolean {
  // A type that holds itself is a model, which is looked into field by field.
  if (shapeOf(type, definitions) === "model") return false;
  const target = resolved(type, definitions);
  if (target.kind === "union") return target.members.some((member) => takesBytes(member, definitions));
  if (target.kind === "array" || target.kind === "set") return takesBytes(target.items, definitions);
  return target.kind === "bytes";
}

/** The type as a form carries it: bytes as they are, not as the base64 of JSON. */
export function asCarried(type: TypeModel, definitions: Definitions): TypeModel {
  if (!takesBytes(type, definitions)) return type;
  const target = resolved(type, definitions);
  if (target.kind === "bytes") return { ...target, kind: "file" };
  if (target.kind === "array" || target.kind === "set") {
    return { ...target, items: asCarried(target.items, definitions) };
  }
  if (target.kind !== "union") return target;
  return { ...target, members: target.members.map((member) => asCarried(member, definitions)) };
}
