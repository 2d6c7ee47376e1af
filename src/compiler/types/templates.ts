import type { TypeModel } from "../../contract/type-model.ts";
import { type Type, ts } from "../session.ts";
import { literalValue } from "./literals.ts";
import type { Resolver } from "./resolver.ts";

const decimal = String.raw`-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;

/** Text that stands for itself in a regular expression with the `u` flag. */
function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** The pattern of what may stand in a `${…}`. */
function spanPattern(type: Type, resolver: Resolver): string {
  const value = literalValue(type);
  if (value !== undefined) return escape(String(value));
  if (type.isUnionType()) {
    const parts = resolver.symbols.members(type).map((member) => spanPattern(member, resolver));
    return `(?:${parts.join("|")})`;
  }
  if (type.flags & ts.TypeFlags.Number) return decimal;
  if (type.flags & ts.TypeFlags.BigInt) return String.raw`-?\d+`;
  if (type.isTemplateLiteralType() || type.isStringMappingType()) return textPattern(type, resolver);
  return String.raw`[\s\S]*`;
}

const mappings: ReadonlyMap<string, string> = new Map([
  ["Uppercase", String.raw`\P{Lowercase}*`],
  ["Lowercase", String.raw`\P{Uppercase}*`],
  ["Capitalize", String.raw`(?:\P{Lowercase}[\s\S]*)?`],
  ["Uncapitalize", String.raw`(?:\P{Uppercase}[\s\S]*)?`],
]);

function textPattern(type: Type, resolver: Resolver): string {
  if (!type.isTemplateLiteralType()) return mappings.get(type.getSymbol()?.name ?? "") ?? String.raw`[\s\S]*`;
  const spans = type.getTypes().map((span) => spanPattern(span, resolver));
  return type.texts.map((text, index) => escape(text) + (spans[index] ?? "")).join("");
}

/** The model of a template literal type, or of `Uppercase<string>` and its like; `undefined` for any other type. */
export function templateModel(type: Type, resolver: Resolver): TypeModel | undefined {
  if (!type.isTemplateLiteralType() && !type.isStringMappingType()) return undefined;
  return { kind: "template", pattern: `^${textPattern(type, resolver)}$` };
}
