import type { Json } from "../contract/type-model.ts";
import { type Checker, type Expression, type Node, ts } from "./session.ts";
import { literalValue } from "./types/literals.ts";

const { SyntaxKind } = ts;

/** Who knows the value of an enum's member. */
interface Asked {
  readonly checker: Checker;
}

/** What the empty collections are in JSON. */
const empties: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["Set", []],
  ["Map", {}],
]);

function listOf(elements: Iterable<Expression>, asked: Asked): Json | undefined {
  const values = Array.from(elements, (element) => literalOf(element, asked));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function recordOf(properties: Iterable<Node>, asked: Asked): Json | undefined {
  const record: Record<string, Json> = {};
  for (const property of properties) {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const { name } = property;
    const value = literalOf(property.initializer, asked);
    if (value === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined;
    record[name.text] = value;
  }
  return record;
}

/** The value of an initializer that is written out, such as `10`, `[]`, `new Set()` or `Color.Red`; `undefined` where it is computed. */
export function literalOf(node: Expression, asked: Asked): Json | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return literalOf(node.expression, asked);
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll("_", ""));
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.MinusToken) {
    const value = literalOf(node.operand, asked);
    return typeof value === "number" ? -value : undefined;
  }
  if (ts.isArrayLiteralExpression(node)) return listOf(node.elements, asked);
  if (ts.isObjectLiteralExpression(node)) return recordOf(node.properties, asked);
  if (node.kind === SyntaxKind.TrueKeyword) return true;
  if (node.kind === SyntaxKind.FalseKeyword) return false;
  if (node.kind === SyntaxKind.NullKeyword) return null;
  if (ts.isNewExpression(node) && Array.from(node.arguments ?? []).length === 0) {
    return empties.get(node.expression.getText());
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const type = asked.checker.getTypeAtLocation(node);
  const isMember = type && (type.flags & ts.TypeFlags.EnumLiteral) !== 0;
  return isMember ? literalValue(type) : undefined;
}
