import type { Json } from "../contract/type-model.ts";
import type { Compilation } from "./compilation.ts";
import { type Expression, type Node, ts } from "./session.ts";
import { literalValue } from "./types/literals.ts";

const { SyntaxKind } = ts;

function listOf(elements: Iterable<Expression>, compilation: Compilation): Json | undefined {
  const values = Array.from(elements, (element) => literalOf(element, compilation));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function recordOf(properties: Iterable<Node>, compilation: Compilation): Json | undefined {
  const record: Record<string, Json> = {};
  for (const property of properties) {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const { name } = property;
    const value = literalOf(property.initializer, compilation);
    if (value === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined;
    record[name.text] = value;
  }
  return record;
}

/** The value of an initializer that is written out, such as `10`, `[]` or `Color.Red`; `undefined` where it is computed. */
export function literalOf(node: Expression, compilation: Compilation): Json | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return literalOf(node.expression, compilation);
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll("_", ""));
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.MinusToken) {
    const value = literalOf(node.operand, compilation);
    return typeof value === "number" ? -value : undefined;
  }
  if (ts.isArrayLiteralExpression(node)) return listOf(node.elements, compilation);
  if (ts.isObjectLiteralExpression(node)) return recordOf(node.properties, compilation);
  if (node.kind === SyntaxKind.TrueKeyword) return true;
  if (node.kind === SyntaxKind.FalseKeyword) return false;
  if (node.kind === SyntaxKind.NullKeyword) return null;
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const type = compilation.checker.getTypeAtLocation(node);
  const isMember = type && (type.flags & ts.TypeFlags.EnumLiteral) !== 0;
  return isMember ? literalValue(type) : undefined;
}
