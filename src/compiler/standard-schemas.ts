import type { TypeKind, TypeModel } from "../contract/type-model.ts";
import { referenceTo, valueNamed } from "./callables.ts";
import type { Compilation } from "./compilation.ts";
import { commentOf, wordsOf } from "./jsdoc.ts";
import { type Node, type Type, type TypeNode, ts } from "./session.ts";
import { declarationOf } from "./symbols.ts";

/** The type of a property, `undefined` taken off. */
function partOf(type: Type, name: string, { checker, symbols }: Compilation): Type | undefined {
  const symbol = checker.getPropertyOfType(type, name);
  const whole = symbol && symbols.typeOf(symbol);
  return whole && symbols.members(whole).find((member) => !(member.flags & ts.TypeFlags.Undefined));
}

/** The values that a schema takes, as far as requests can carry them. What it does with names that it does not know is up to it. */
function inputOf(standard: Type, place: Node, compilation: Compilation): TypeModel | undefined {
  const types = partOf(standard, "types", compilation);
  const symbol = types && compilation.checker.getPropertyOfType(types, "input");
  const type = symbol && compilation.symbols.typeOf(symbol);
  const model = type && compilation.models.model(type, { place });
  if (!model || compilation.models.findUncarried(model)) return undefined;
  const isOpen = model.kind === "object" && model.additional === undefined;
  return isOpen ? { ...model, additional: { kind: "unknown" } } : model;
}

/** What stands in a document where it is used; any other type has a name there. */
const scalars: ReadonlySet<TypeKind> = new Set([
  "string",
  "number",
  "integer",
  "bigint",
  "boolean",
  "literal",
  "date",
  "template",
]);

/** The model of `typeof ItemSchema`, a value with a `~standard` property (standardschema.dev); `undefined` for any other type. */
export function standardModel(
  node: TypeNode | undefined,
  place: Node,
  compilation: Compilation,
): TypeModel | undefined {
  const name = node && valueNamed(node, compilation.symbols);
  const symbol = name && compilation.symbols.at(name);
  const type = symbol && compilation.symbols.typeOf(symbol);
  const standard = type && partOf(type, "~standard", compilation);
  const reference = standard && referenceTo(name, compilation);
  if (!reference || !symbol) return undefined;
  const input = inputOf(standard, place, compilation);
  // A type of the same name, such as `z.infer<typeof Item>`, has the id without the ending.
  const schema = compilation.models.handOver({ ...reference, id: `${reference.id}:schema` });
  const declaration = declarationOf(symbol);
  const words = declaration ? wordsOf(commentOf(declaration)) : {};
  const bare: TypeModel = { kind: "standard", schema, ...(input && { input }) };
  const model = compilation.models.constrained(bare, words, place);
  const valueName = reference.path.at(-1) ?? reference.local;
  return input && scalars.has(input.kind)
    ? model
    : compilation.models.defined({ id: schema, name: valueName, symbol }, () => model);
}
