import type { Definitions, ObjectModel, TypeModel } from "../contract/type-model.ts";

/** A value that tells the members of a union apart. */
export type Tag = string | number | boolean;

/** The property whose value tells which member of a union an object belongs to. */
export interface Discriminator {
  readonly name: string;
  /** The members in their order, each with the values that mean it. */
  readonly members: readonly { readonly type: TypeModel; readonly tags: readonly Tag[] }[];
}

function resolve(type: TypeModel, definitions: Definitions): TypeModel {
  let found = type;
  while (found.kind === "ref") {
    const definition = definitions[found.id];
    if (!definition) throw new Error(`The definitions lack ${found.id}.`);
    found = definition.type;
  }
  return found;
}

function tagsOf(object: ObjectModel, name: string, definitions: Definitions): readonly Tag[] | undefined {
  const property = object.properties.find((own) => own.name === name);
  if (!property || property.optional || property.type.default !== undefined) return undefined;
  const type = resolve(property.type, definitions);
  return type.kind === "literal" || type.kind === "enum" ? type.values : undefined;
}

function discriminates(objects: readonly ObjectModel[], name: string, definitions: Definitions): boolean {
  const tags = objects.map((object) => tagsOf(object, name, definitions));
  if (!tags.every((own) => own !== undefined)) return false;
  const all = tags.flat();
  return new Set(all).size === all.length;
}

/**
 * Finds the property that discriminates a union of at least two objects: required in each, of a literal or enum type,
 * with values that no other member has; the first in the order of the first member.
 */
export function findDiscriminator(
  members: readonly TypeModel[],
  definitions: Definitions,
): Discriminator | undefined {
  const objects = members.map((member) => resolve(member, definitions));
  if (objects.length < 2 || !objects.every((object) => object.kind === "object")) return undefined;
  const name = objects[0]?.properties
    .map((property) => property.name)
    .find((candidate) => discriminates(objects, candidate, definitions));
  if (name === undefined) return undefined;
  return {
    name,
    members: members.map((type, at) => ({
      type,
      tags: tagsOf(objects[at] as ObjectModel, name, definitions) ?? [],
    })),
  };
}
