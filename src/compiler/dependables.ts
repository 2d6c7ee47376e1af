import type { DiagnosticCode } from "../contract/diagnostic.ts";
import type { Compilation } from "./compilation.ts";
import { type Node, type Type, type TypeSymbol, ts } from "./session.ts";
import { declarationOf } from "./symbols.ts";

/** Why a value cannot be a dependency. */
interface Fault {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint: string;
}

const { SyntaxKind, TypeFlags } = ts;

/** What is wrong with a value as a dependency, though it can be named; `undefined` where nothing is. */
export function dependencyFault(symbol: TypeSymbol, type: Type, compilation: Compilation): Fault | undefined {
  const name = `\`${symbol.name}\``;
  if ((type.flags & TypeFlags.Any) !== 0 || compilation.symbols.globalName(type) === "Function") {
    const message = `${name} is of the type \`${compilation.checker.typeToString(type)}\`, which tells nothing of its parameters.`;
    const hint = "Leave its type to be inferred, or write one with parameters, as in `(id: Int) => User`.";
    return { code: "MR121", message, hint };
  }
  if (type.isUnionType()) {
    const message = `${name} may be one of several values; which of them is known only when the program runs.`;
    return { code: "MR121", message, hint: "Name a function that chooses between them." };
  }
  const declaration = declarationOf(symbol);
  if (!declaration || !usesThis(methodBody(declaration))) return undefined;
  const message = `${name} is a method that uses \`this\`; a dependency is called without its object.`;
  return { code: "MR122", message, hint: `Write it as a property: \`${symbol.name} = (…) => …\`.` };
}

/** The body of a method, or of a function that is written as one. */
function methodBody(declaration: Node): Node | undefined {
  if (ts.isMethodDeclaration(declaration)) return declaration.body;
  const holds = ts.isPropertyAssignment(declaration) || ts.isPropertyDeclaration(declaration);
  const { initializer } = holds ? declaration : {};
  return initializer && ts.isFunctionExpression(initializer) ? initializer.body : undefined;
}

/** Functions and classes whose `this` is their own. */
const ownThis: ReadonlySet<number> = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.ClassExpression,
]);

function usesThis(node: Node | undefined): boolean {
  if (!node || ownThis.has(node.kind)) return false;
  if (node.kind === SyntaxKind.ThisKeyword || node.kind === SyntaxKind.SuperKeyword) return true;
  let isFound = false;
  node.forEachChild((child) => {
    isFound ||= usesThis(child);
  });
  return isFound;
}
