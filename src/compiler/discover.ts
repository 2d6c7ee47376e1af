import { type Call, Calls } from "./calls.ts";
import type { Compilation } from "./compilation.ts";
import { isUserModule } from "./files.ts";
import { type Expression, type Node, type SourceFile, type Type, ts } from "./session.ts";
import { type Shape, Shapes } from "./shapes.ts";
import { declarationOf, rightmostName } from "./symbols.ts";

/** An expression whose value the program hands over as a handler. */
export interface Entry {
  readonly expression: Expression;
  readonly type: Type;
}

interface Candidate {
  readonly expression: Expression;
  readonly shape: Shape;
}

/** Every call in a file, outermost first. */
function callsIn(file: SourceFile): readonly Call[] {
  const found: Call[] = [];
  const visit = (node: Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(node);
    node.forEachChild(visit);
  };
  visit(file);
  return found.filter((call) => Array.from(call.arguments ?? []).length > 0);
}

/** The expression itself, without parentheses and assertions. */
function stripped(expression: Expression): Expression {
  const wraps =
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression);
  return wraps ? stripped(expression.expression) : expression;
}

/** Finds the entry positions of modules. */
export class Discovery {
  readonly #compilation: Compilation;
  readonly #calls: Calls;
  readonly #seen = new Set<Node>();

  constructor(compilation: Compilation) {
    this.#compilation = compilation;
    const { checker, symbols } = compilation;
    this.#calls = new Calls(checker, symbols, new Shapes(symbols));
  }

  /** The entry positions in `files`, in the order of the source. */
  entries(files: readonly SourceFile[]): readonly Entry[] {
    const calls = files.flatMap(callsIn);
    const { symbols, checker } = this.#compilation;
    symbols.prefetch(calls.map((call) => rightmostName(call.expression)).filter(ts.isIdentifier));
    const candidates = calls.flatMap((call) => this.#candidates(call));
    const types = checker.getTypeAtLocation(candidates.map(({ expression }) => stripped(expression)));
    return candidates.flatMap(({ expression }, index) => {
      const type = types[index];
      return type && this.#isFunction(type) ? [{ expression, type }] : [];
    });
  }

  #candidates(call: Call): readonly Candidate[] {
    const shapes = this.#calls.argumentShapes(call);
    if (!shapes) return [];
    const values = Array.from(call.arguments ?? []);
    const spread = values.findIndex((value) => ts.isSpreadElement(value));
    return values.slice(0, spread < 0 ? undefined : spread).flatMap((value, index) => {
      const shape = shapes[index];
      return shape ? this.#within(value, shape) : [];
    });
  }

  /** The entry positions inside an argument of that shape; each expression counts once, however it is reached. */
  #within(expression: Expression, shape: Shape): readonly Candidate[] {
    const inner = stripped(expression);
    if (ts.isConditionalExpression(inner)) {
      return [...this.#within(inner.whenTrue, shape), ...this.#within(inner.whenFalse, shape)];
    }
    if (ts.isObjectLiteralExpression(inner)) return this.#inObject(inner.properties, shape);
    if (ts.isArrayLiteralExpression(inner)) return this.#inArray(inner.elements, shape);
    const found = this.#elsewhere(inner, shape);
    if (!shape.handler || this.#seen.has(expression)) return found;
    this.#seen.add(expression);
    return [...found, { expression, shape }];
  }

  #inObject(properties: Iterable<Node>, shape: Shape): readonly Candidate[] {
    return Array.from(properties).flatMap((property) => {
      const name = ts.isPropertyAssignment(property)
        ? property.name.getText().replace(/^(["'])(.*)\1$/, "$2")
        : "";
      const part = shape.properties.get(name);
      return part && ts.isPropertyAssignment(property) ? this.#within(property.initializer, part) : [];
    });
  }

  #inArray(elements: Iterable<Expression>, shape: Shape): readonly Candidate[] {
    const part = shape.elements;
    return part ? Array.from(elements).flatMap((element) => this.#within(element, part)) : [];
  }

  /** An options object or a list that was written down before it is handed over. */
  #elsewhere(expression: Expression, shape: Shape): readonly Candidate[] {
    if (!ts.isIdentifier(expression) || (shape.properties.size === 0 && !shape.elements)) return [];
    const symbol = this.#compilation.symbols.at(expression);
    const declaration = symbol && declarationOf(symbol);
    if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return [];
    const isLiteral =
      ts.isObjectLiteralExpression(stripped(declaration.initializer)) ||
      ts.isArrayLiteralExpression(stripped(declaration.initializer));
    const isUsers = isUserModule(declaration.getSourceFile().fileName);
    return isLiteral && isUsers ? this.#within(declaration.initializer, shape) : [];
  }

  /** Inside a wrapper a handler is of a type parameter or of `Handler` itself, and has its signature already. */
  #isFunction(type: Type): boolean {
    if (type.isTypeParameter() || this.#compilation.symbols.globalName(type) === "Function") return false;
    return type.isObjectType() || type.isUnionType() || type.isIntersectionType();
  }
}
