import type { TypeModel } from "../../contract/type-model.ts";
import { type Reference, referenceTo, valueNamed } from "../callables.ts";
import { isOurs } from "../files.ts";
import { referencedName } from "../markers.ts";
import { type EntityName, type Node, type Type, type TypeNode, ts } from "../session.ts";
import { aliasOf } from "../symbols.ts";
import type { Occurrence, Resolver } from "./resolver.ts";

/** Aliases nested deeper than this name no more checks. */
const maxDepth = 16;

/** The values that `Check<T, typeof f>` names in `node` and in the aliases that it leads to, innermost first. */
function checksWritten(node: TypeNode | undefined, resolver: Resolver, depth = 0): readonly EntityName[] {
  if (!node || depth > maxDepth) return [];
  const within = (inner: TypeNode | undefined): readonly EntityName[] =>
    checksWritten(inner, resolver, depth + 1);
  if (ts.isParenthesizedTypeNode(node)) return within(node.type);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) {
    return Array.from(node.types).flatMap(within);
  }
  if (!ts.isTypeReferenceNode(node) && !ts.isImportTypeNode(node)) return [];
  const referenced = referencedName(node);
  const symbol = referenced && resolver.symbols.at(referenced);
  const given = Array.from(node.typeArguments ?? []);
  if (symbol?.declarations.some((declaration) => isOurs(declaration.path))) {
    const [inner, named] = given;
    const name = named && valueNamed(named, resolver.symbols);
    return [...within(inner), ...(name ? [name] : [])];
  }
  return [...given.flatMap(within), ...within(aliasOf(symbol)?.type)];
}

/** The name that a function was declared by: its own, or that of the variable or property that it is the value of. */
function declaredBy(declaration: Node): Node | undefined {
  if (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration)) return declaration.name;
  const { parent } = declaration;
  const leads =
    ts.isVariableDeclaration(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isSatisfiesExpression(parent);
  return leads ? declaredBy(parent) : undefined;
}

/** The function of that type, where no node names it: the one that was declared with it. */
function referenceOf(check: Type, { place }: Occurrence, resolver: Resolver): Reference | undefined {
  const symbol = check.getSymbol();
  const declaration = symbol?.declarations[0]?.resolve();
  const name = declaration && declaredBy(declaration);
  const found = name && ts.isIdentifier(name) ? referenceTo(name, resolver) : undefined;
  if (found) return found;
  const text = resolver.checker.typeToString(check);
  return (
    symbol && { id: `${resolver.idOf(symbol)}: ${text}`, local: "", scoped: true, path: [], place, symbol }
  );
}

const looked = new WeakSet<Type>();

/** A request cannot wait for a check that gives a promise; each is told of once. */
function refuseAsynchronous(check: Type, { place, node }: Occurrence, resolver: Resolver): void {
  if (looked.has(check)) return;
  looked.add(check);
  const { checker, symbols } = resolver;
  const [signature] = checker.getSignaturesOfType(check, ts.SignatureKind.Call);
  const returned = signature && checker.getReturnTypeOfSignature(signature);
  const isPromise = (part: Type): boolean => symbols.globalName(part) === "Promise";
  if (!returned || !symbols.members(returned).some(isPromise)) return;
  const declaration = check.getSymbol()?.declarations[0]?.resolve();
  const name = (declaration && declaredBy(declaration))?.getText() ?? checker.typeToString(check);
  resolver.mistake(
    node ?? place,
    `The check \`${name}\` is asynchronous, and no request waits for it.`,
    "Check what needs waiting for in a dependency: `Depends<typeof f>`.",
  );
}

/**
 * `model` with the checks of `Check<…>` round it. A check is the function that the type written there names; where the type
 * is not written, as in an instance of a generic type, the function that was declared with the check's type.
 */
export function applyChecks(
  model: TypeModel,
  checks: readonly Type[],
  occurrence: Occurrence,
  resolver: Resolver,
): TypeModel {
  if (checks.length === 0) return model;
  for (const check of checks) refuseAsynchronous(check, occurrence, resolver);
  const typeNamed = (name: EntityName): number | undefined => {
    const symbol = resolver.symbols.at(name);
    return symbol && resolver.symbols.typeOf(symbol)?.id;
  };
  const written = checksWritten(occurrence.node, resolver).map((name) => ({ name, type: typeNamed(name) }));
  const named = written.filter(({ type }) => checks.some((check) => check.id === type));
  const others = checks.filter((check) => named.every(({ type }) => check.id !== type));
  const references = [
    ...named.map(({ name }) => referenceTo(name, resolver)),
    ...others.map((check) => referenceOf(check, occurrence, resolver)),
  ];
  let checked = model;
  for (const reference of references) {
    if (reference) checked = { kind: "checked", type: checked, check: resolver.handOver(reference) };
  }
  return checked;
}
