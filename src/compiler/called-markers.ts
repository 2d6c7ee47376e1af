import type { Compilation } from "./compilation.ts";
import { isOurs } from "./files.ts";
import { type CallExpression, type Expression, type ParameterDeclaration, ts } from "./session.ts";

const takeFunctions: ReadonlySet<string> = new Set(["Depends", "Security"]);
const takeValues: ReadonlySet<string> = new Set(["Path", "Query", "Header", "Cookie", "Body", "Form"]);

/** The marker that an initializer calls, imported or not; what the program declares by that name is no marker. */
function calledMarker({ expression }: CallExpression, { symbols }: Compilation): string | undefined {
  if (!ts.isIdentifier(expression)) return undefined;
  const name = expression.text;
  if (!takeFunctions.has(name) && !takeValues.has(name)) return undefined;
  const declared = symbols.at(expression)?.declarations ?? [];
  return declared.every(({ path }) => isOurs(path)) ? name : undefined;
}

/** The type that a literal is of. */
function literalType(value: Expression | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (ts.isStringLiteral(value)) return "string";
  if (ts.isNumericLiteral(value)) return "number";
  const { kind } = value;
  return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword ? "boolean" : undefined;
}

/** What stands after a parameter's name where the call is written as a type. */
function asType(marker: string, { arguments: given }: CallExpression, declared: string | undefined): string {
  const [first, second] = given;
  if (takeFunctions.has(marker)) {
    const options = second === undefined ? "" : `, ${second.getText()}`;
    const isNamed = first && (ts.isIdentifier(first) || ts.isPropertyAccessExpression(first));
    return `${marker}<typeof ${isNamed ? first.getText() : "getDb"}${options}>`;
  }
  const literal = literalType(first);
  const options = first && ts.isObjectLiteralExpression(first) ? `, ${first.getText()}` : "";
  const initial = literal === undefined ? "" : ` = ${first?.getText()}`;
  return `${marker}<${declared ?? literal ?? "string"}${options}>${initial}`;
}

/** Reports a parameter whose initializer calls a marker, which other frameworks have as a function. */
export function reportCalledMarker(
  { name, type, initializer }: ParameterDeclaration,
  compilation: Compilation,
): boolean {
  if (!initializer || !ts.isCallExpression(initializer)) return false;
  const marker = calledMarker(initializer, compilation);
  if (marker === undefined) return false;
  const parameter = name.getText();
  const message = `The default of parameter \`${parameter}\` calls \`${marker}\`, which is a type.`;
  const written = `${parameter}: ${asType(marker, initializer, type?.getText())}`;
  const hint = `Write \`import type { ${marker} } from "millrace"\`, then \`${written}\`.`;
  compilation.report("MR101", initializer, message, hint);
  return true;
}
