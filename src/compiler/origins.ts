import { isUserModule } from "./files.ts";
import { type Checker, type Expression, type Node, type Type, ts } from "./session.ts";

/** Where a function of the user's is made, so that it can be given its signature there. */
export interface Origin {
  /** The function itself where it is an expression; the name of a declared one. */
  readonly expression: Expression;
  readonly type: Type;
  /** The function is declared in this block or file, at whose start it exists already. */
  readonly declaredIn?: Node;
}

function originOf(type: Type, checker: Checker): Origin | undefined {
  const [signature] = checker.getSignaturesOfType(type, ts.SignatureKind.Call);
  const declaration = signature?.declaration?.resolve();
  if (!declaration || !isUserModule(declaration.getSourceFile().fileName)) return undefined;
  if (ts.isArrowFunction(declaration) || ts.isFunctionExpression(declaration)) {
    return { expression: declaration, type };
  }
  if (!ts.isFunctionDeclaration(declaration) || !declaration.name) return undefined;
  return { expression: declaration.name, type, declaredIn: declaration.parent };
}

/**
 * The functions that a value of a union of function types may be, as in a loop over a table of handlers. No one signature
 * fits the place where they are handed over, so each gets its own where it is made.
 */
export function originsOf(type: Type, checker: Checker): readonly Origin[] {
  const members = type.isUnionType() ? type.getTypes() : [];
  return members.map((member) => originOf(member, checker)).filter((origin) => origin !== undefined);
}
