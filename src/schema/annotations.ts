import type { Annotations } from "../contract/type-model.ts";
import type { JsonSchema } from "./kind.ts";

/** The keywords of `model` among `names` that are set. */
export function keywords<M extends object>(model: M, names: readonly (keyof M & string)[]): JsonSchema {
  const found: JsonSchema = {};
  for (const name of names) if (model[name] !== undefined) found[name] = model[name];
  return found;
}

/** What a type says about itself, as JSON Schema keywords; a default of null says nothing, as in FastAPI. */
export function annotations(model: Annotations): JsonSchema {
  const found = keywords(model, ["title", "description", "default", "examples", "deprecated"]);
  if (found["default"] === null) delete found["default"];
  return found;
}
