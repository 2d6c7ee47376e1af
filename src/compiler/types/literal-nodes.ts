import type { Json } from "../../contract/type-model.ts";
import { type Node, type TypeNode, ts } from "../session.ts";

const { SyntaxKind } = ts;

/** The value of `"a"`, `1`, `-1`, `true` or `null` as a type; bigints have none in JSON. */
function valueOf(literal: Node): Json | undefined {
  if (ts.isStringLiteral(literal) || ts.isNoSubstitutionTemplateLiteral(literal)) return literal.text;
  if (ts.isNumericLiteral(literal)) return Number(literal.text);
  if (literal.kind === SyntaxKind.TrueKeyword) return true;
  if (literal.kind === SyntaxKind.FalseKeyword) return false;
  if (literal.kind === SyntaxKind.NullKeyword) return null;
  if (!ts.isPrefixUnaryExpression(literal) || literal.operator !== SyntaxKind.MinusToken) return undefined;
  const value = valueOf(literal.operand);
  return typeof value === "number" ? -value : undefined;
}

function listOf(elements: Iterable<TypeNode>): Json | undefined {
  const values = Array.from(elements, jsonOfNode);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function recordOf(members: Iterable<Node>): Json | undefined {
  const record: Record<string, Json> = {};
  for (const member of members) {
    if (!ts.isPropertySignatureDeclaration(member) || member.postfixToken) return undefined;
    const { name, type } = member;
    const value = type && jsonOfNode(type);
    if (value === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined;
    record[name.text] = value;
  }
  return record;
}

/** The one value of a type written out in literals, read without asking TypeScript; `undefined` where it must be asked. */
export function jsonOfNode(node: TypeNode): Json | undefined {
  if (ts.isLiteralTypeNode(node)) return valueOf(node.literal);
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node)) return jsonOfNode(node.type);
  if (ts.isTupleTypeNode(node)) return listOf(node.elements);
  return ts.isTypeLiteralNode(node) ? recordOf(node.members) : undefined;
}
