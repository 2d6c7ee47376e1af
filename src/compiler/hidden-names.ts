import type { Compilation } from "./compilation.ts";
import { type EntityName, type Node, ts } from "./session.ts";
import { type Symbols, declarationOf } from "./symbols.ts";

/** The name in a `typeof name` of a parameter's type that means a parameter, and no function or schema. */
function parameterIn(node: Node, symbols: Symbols): EntityName | undefined {
  let found: EntityName | undefined;
  const visit = (inner: Node): void => {
    const symbol = ts.isTypeQueryNode(inner) ? symbols.at(inner.exprName) : undefined;
    const declaration = symbol && declarationOf(symbol);
    if (ts.isTypeQueryNode(inner) && declaration && ts.isParameterDeclaration(declaration)) {
      found ??= inner.exprName;
    }
    inner.forEachChild(visit);
  };
  visit(node);
  return found;
}

/** Reports a parameter whose name hides the value that `type`, in the same list of parameters, means to name. */
export function reportHiddenName(type: Node, compilation: Compilation): boolean {
  const name = parameterIn(type, compilation.symbols)?.getText();
  if (name === undefined) return false;
  const message = `\`typeof ${name}\` is the type of the parameter \`${name}\`, whose name hides what is declared outside.`;
  const hint = "Call the parameter something else, or name its type outside: `type Given = …`.";
  compilation.report("MR104", type, message, hint);
  return true;
}
