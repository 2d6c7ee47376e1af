import type { TypeModel } from "../../contract/type-model.ts";
import { type Type, type TypeNode, ts } from "../session.ts";
import { isTuple } from "./literals.ts";
import type { Occurrence, Resolver } from "./resolver.ts";

const lists: ReadonlyMap<string, "array" | "set"> = new Map([
  ["Array", "array"],
  ["ReadonlyArray", "array"],
  ["Set", "set"],
  ["ReadonlySet", "set"],
]);

/** The node of the elements in `T[]`, `readonly T[]`, `Array<T>` and `Set<T>`. */
function elementNode(node: TypeNode | undefined): TypeNode | undefined {
  if (!node) return undefined;
  if (ts.isArrayTypeNode(node)) return node.elementType;
  if (ts.isTypeOperatorNode(node) || ts.isParenthesizedTypeNode(node)) return elementNode(node.type);
  return ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined;
}

/** The model of an array, a set or a tuple; `undefined` for any other type. */
export function listModel(type: Type, occurrence: Occurrence, resolver: Resolver): TypeModel | undefined {
  if (isTuple(type)) return tupleModel(type, occurrence, resolver);
  const kind = lists.get(resolver.symbols.globalName(type) ?? "");
  const [item] = resolver.symbols.typeArguments(type);
  if (!kind || !item) return undefined;
  const { place, node } = occurrence;
  return { kind, items: resolver.model(item, { place, node: elementNode(node) }) };
}

/** The nodes of a tuple's elements, without names and marks. */
function elementNodes(node: TypeNode | undefined): readonly TypeNode[] {
  if (!node) return [];
  if (ts.isTypeOperatorNode(node) || ts.isParenthesizedTypeNode(node)) return elementNodes(node.type);
  if (!ts.isTupleTypeNode(node)) return [];
  return Array.from(node.elements, (element) => {
    const typed = ts.isNamedTupleMember(element) || ts.isOptionalTypeNode(element);
    const own = typed ? element.type : element;
    const isRest = ts.isRestTypeNode(own) || (ts.isNamedTupleMember(element) && element.dotDotDotToken);
    const rest = ts.isRestTypeNode(own) ? own.type : own;
    return isRest ? (elementNode(rest) ?? rest) : own;
  });
}

function tupleModel(type: Type, { place, node }: Occurrence, resolver: Resolver): TypeModel {
  const target = type.isTypeReference() ? type.getTarget() : type;
  const flags = elementFlagsOf(target);
  const nodes = elementNodes(node);
  const models = resolver.symbols
    .typeArguments(type)
    .map((item, index) => resolver.model(item, { place, node: nodes[index] }));
  const isOpen = (index: number): boolean =>
    ((flags[index] ?? 0) & (ts.ElementFlags.Rest | ts.ElementFlags.Variadic)) !== 0;
  const closing = flags.findIndex((_, index) => isOpen(index)) + 1;
  // Requests cannot tell where the elements after those of any number begin.
  if (closing > 0 && closing < flags.length) return resolver.unsupported(type);
  const items = models.filter((_, index) => !isOpen(index));
  const rest = models.find((_, index) => isOpen(index));
  const required = flags.filter((flag) => (flag & ts.ElementFlags.Required) !== 0).length;
  return { kind: "tuple", items, required, ...(rest && { rest }) };
}

/** The flags of each element; an empty tuple has none at all. */
function elementFlagsOf(target: Type): readonly number[] {
  return "elementFlags" in target && Array.isArray(target.elementFlags)
    ? target.elementFlags.map(Number)
    : [];
}
