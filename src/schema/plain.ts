import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { kindOf } from "./kinds.ts";

/** Whether `JSON.stringify` writes every value of a type as we do: no date, bigint, set, map, bytes or unknown inside. */
export function isPlain(type: TypeModel, definitions: Definitions): boolean {
  const seen = new Set<string>();
  const visit = {
    type: (model: TypeModel): boolean => kindOf(model).plain(model, visit),
    named: (id: string): boolean => {
      const definition = definitions[id];
      if (!definition) return false;
      if (seen.has(id)) return true;
      seen.add(id);
      return visit.type(definition.type);
    },
  };
  return visit.type(type);
}
