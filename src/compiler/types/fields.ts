import type { TypeModel } from "../../contract/type-model.ts";
import type { Words } from "../constraints.ts";
import type { Node, Type } from "../session.ts";
import { jsonOf } from "./literals.ts";
import type { Resolver } from "./resolver.ts";

/** The constraints as plain data; `undefined` where they are not literals. */
function wordsOf(meta: Type, resolver: Resolver): Words | undefined {
  const json = jsonOf(meta, resolver);
  return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Words) : undefined;
}

/** `model` with what `Field<…>` says of it; `{ type: "integer" }` makes a number whole, which is what `Int` is. */
export function applyConstraints(
  model: TypeModel,
  constraints: readonly Type[],
  place: Node,
  resolver: Resolver,
): TypeModel {
  let constrained = model;
  for (const meta of constraints) {
    const { type, ...words } = wordsOf(meta, resolver) ?? { type: undefined };
    if (type === "integer") constrained = wholeOf(constrained);
    const written = meta.getSymbol()?.declarations[0]?.resolve();
    constrained = resolver.constrained(constrained, words, written ?? place);
  }
  return constrained;
}

function wholeOf(model: TypeModel): TypeModel {
  if (model.kind === "number") return { ...model, kind: "integer" };
  if (model.kind === "checked") return { ...model, type: wholeOf(model.type) };
  return model.kind === "union" ? { ...model, members: model.members.map(wholeOf) } : model;
}
