import { type Call, Calls } from "./calls.ts";
import type { Compilation } from "./compilation.ts";
import { isUserModule } from "./files.ts";
import { originsOf } from "./origins.ts";
import {
  type Expression,
  type Node,
  type ShorthandPropertyAssignment,
  type SourceFile,
  type Type,
  type TypeSymbol,
  ts,
} from "./session.ts";
import { type Shape, Shapes, hasParts } from "./shapes.ts";
import { declarationOf, rightmostName } from "./symbols.ts";

/** A function that the program hands over as a handler. */
export interface Entry {
  /** What gives the function: an expression, or its name. */
  readonly expression: Expression;
  readonly type: Type;
  /** The expression is a shorthand property, `{ handler }`, whose name must be said again. */
  readonly shorthand?: boolean;
  /** The function is declared in this block or file, and gets its signature at its start. */
  readonly declaredIn?: Node;
}

interface Candidate {
  readonly expression: Expression;
  readonly shorthand?: boolean;
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

/** The names in the types of all parameters in a file, which are best asked for together. */
function parameterTypeNames(file: SourceFile): readonly Node[] {
  const found: Node[] = [];
  const visitType = (node: Node): void => {
    if (ts.isTypeReferenceNode(node)) found.push(node.typeName);
    if (ts.isTypeQueryNode(node)) found.push(node.exprName);
    node.forEachChild(visitType);
  };
  const visit = (node: Node): void => {
    if (ts.isParameterDeclaration(node) && node.type) visitType(node.type);
    else node.forEachChild(visit);
  };
  visit(file);
  return found;
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

function propertyName(node: Node): string {
  return ts.isIdentifier(node) || ts.isStringLiteral(node) ? node.text : "";
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
    const concerned = new Set(candidates.map(({ expression }) => expression.getSourceFile()));
    symbols.prefetch([...concerned].flatMap(parameterTypeNames));
    const types = checker.getTypeAtLocation(candidates.map(({ expression }) => stripped(expression)));
    const found = candidates.flatMap((candidate, index) => this.#entriesAt(candidate, types[index]));
    return found.toSorted((left, right) => left.expression.pos - right.expression.pos);
  }

  /** The function itself, or those that it may be. */
  #entriesAt(candidate: Candidate, type: Type | undefined): readonly Entry[] {
    if (!type || !this.#isFunction(type)) return [];
    if (!type.isUnionType()) return [{ ...candidate, type }];
    const origins = originsOf(type, this.#compilation.checker);
    return origins.filter(({ expression }) => this.#isNew(expression));
  }

  #isNew(expression: Expression): boolean {
    if (this.#seen.has(expression)) return false;
    this.#seen.add(expression);
    return true;
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
    return shape.handler && this.#isNew(expression) ? [...found, { expression }] : found;
  }

  #inObject(properties: Iterable<Node>, shape: Shape): readonly Candidate[] {
    return Array.from(properties).flatMap((property) => {
      if (ts.isSpreadAssignment(property)) return this.#elsewhere(property.expression, shape);
      const name = "name" in property ? propertyName(property.name as Node) : "";
      const part = shape.properties.get(name) ?? shape.values;
      if (!part) return [];
      if (ts.isPropertyAssignment(property)) return this.#within(property.initializer, part);
      return ts.isShorthandPropertyAssignment(property) ? this.#inShorthand(property, part) : [];
    });
  }

  #inShorthand(property: ShorthandPropertyAssignment, shape: Shape): readonly Candidate[] {
    const name: Expression | undefined = ts.isIdentifier(property.name) ? property.name : undefined;
    const symbol = this.#compilation.checker.getShorthandAssignmentValueSymbol(property);
    const found = symbol ? this.#writtenAt(symbol, shape) : [];
    return name && shape.handler && this.#isNew(name)
      ? [...found, { expression: name, shorthand: true }]
      : found;
  }

  #inArray(elements: Iterable<Expression>, shape: Shape): readonly Candidate[] {
    const part = shape.elements;
    if (!part) return [];
    return Array.from(elements).flatMap((element) =>
      ts.isSpreadElement(element) ? this.#elsewhere(element.expression, shape) : this.#within(element, part),
    );
  }

  /** An options object or a list that was written down before it is handed over. */
  #elsewhere(expression: Expression, shape: Shape): readonly Candidate[] {
    const named = ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression);
    const symbol = named ? this.#compilation.symbols.at(expression) : undefined;
    return symbol ? this.#writtenAt(symbol, shape) : [];
  }

  #writtenAt(symbol: TypeSymbol, shape: Shape): readonly Candidate[] {
    if (!hasParts(shape)) return [];
    const declaration = declarationOf(this.#compilation.symbols.resolve(symbol));
    const holds =
      declaration && (ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration));
    if (!holds || !declaration.initializer) return [];
    const value = stripped(declaration.initializer);
    const isLiteral = ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value);
    const isUsers = isUserModule(declaration.getSourceFile().fileName);
    return isLiteral && isUsers ? this.#within(value, shape) : [];
  }

  /** Inside a wrapper a handler is of a type parameter or of `Handler` itself, and has its signature already. */
  #isFunction(type: Type): boolean {
    if (type.isTypeParameter() || this.#compilation.symbols.globalName(type) === "Function") return false;
    return type.isObjectType() || type.isUnionType() || type.isIntersectionType();
  }
}
