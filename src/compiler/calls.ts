import { mayUseMillrace } from "./files.ts";
import {
  type CallExpression,
  type Checker,
  type NewExpression,
  type Node,
  type TypeNode,
  type TypeSymbol,
  ts,
} from "./session.ts";
import { type Shape, type Shapes, isEmpty } from "./shapes.ts";
import type { Symbols } from "./symbols.ts";

/** `f(…)`, `a.f(…)` or `new F(…)`. */
export type Call = CallExpression | NewExpression;

/** What the parameters of one declared signature take. */
interface ParameterShapes {
  readonly shapes: readonly Shape[];
  /** How many arguments the call must have at least. */
  readonly required: number;
  /** Of each argument from the last parameter on, where that is a rest parameter. */
  readonly rest?: Shape;
}

/** What a callee's declared signatures take; empty where none has an entry position. */
type Callee = readonly ParameterShapes[];

interface DeclaredParameter extends Node {
  readonly dotDotDotToken?: Node;
  readonly questionToken?: Node;
  readonly initializer?: Node;
  readonly type?: TypeNode;
}

/** A node with parameters, as every kind of function has them. */
interface Parameterized extends Node {
  readonly parameters: Iterable<DeclaredParameter>;
}

function hasParameters(node: Node): node is Parameterized {
  return "parameters" in node && node.parameters !== undefined;
}

/** Tells which arguments of which calls are entry positions, asking once for each callee. */
export class Calls {
  readonly #checker: Checker;
  readonly #symbols: Symbols;
  readonly #shapes: Shapes;
  readonly #callees = new Map<number, Callee>();
  readonly #declared = new Map<Node, ParameterShapes>();

  constructor(checker: Checker, symbols: Symbols, shapes: Shapes) {
    this.#checker = checker;
    this.#symbols = symbols;
    this.#shapes = shapes;
  }

  /** The shape of each argument of `call`, in order; `undefined` where it has no entry position. */
  argumentShapes(call: Call): readonly (Shape | undefined)[] | undefined {
    const symbol = this.#symbols.at(call.expression);
    if (!symbol) return this.#unnamed(call);
    const callee = this.#callee(symbol);
    if (callee.length === 0) return undefined;
    const count = Array.from(call.arguments ?? []).length;
    const fitting = callee.filter((parameters) => fits(parameters, count));
    const taken = fitting.length === 1 ? fitting[0] : this.#resolved(call);
    return taken && spread(taken, count);
  }

  /** A callee that is itself the result of an expression, such as `make()(…)`. */
  #unnamed(call: Call): readonly (Shape | undefined)[] | undefined {
    if (ts.isIdentifier(call.expression) || ts.isPropertyAccessExpression(call.expression)) return undefined;
    if (call.expression.kind === ts.SyntaxKind.SuperKeyword) return undefined;
    const taken = this.#resolved(call);
    return taken && spread(taken, Array.from(call.arguments ?? []).length);
  }

  #resolved(call: Call): ParameterShapes | undefined {
    const handle = this.#checker.getResolvedSignature(call)?.declaration;
    if (!handle || !mayUseMillrace(handle.path)) return undefined;
    const declaration = handle.resolve();
    return declaration && hasParameters(declaration) ? this.#parameters(declaration) : undefined;
  }

  #callee(symbol: TypeSymbol): Callee {
    const known = this.#callees.get(symbol.id);
    if (known) return known;
    const all = this.#read(symbol);
    const takesHandlers = all.some(({ shapes }) => shapes.some((shape) => !isEmpty(shape)));
    const found = takesHandlers ? all : [];
    this.#callees.set(symbol.id, found);
    return found;
  }

  /** Declared functions say for themselves what they take; of other values the type does. */
  #read(symbol: TypeSymbol): Callee {
    const handles = symbol.declarations.filter((declaration) => mayUseMillrace(declaration.path));
    const declarations = handles.map((handle) => handle.resolve()).filter((node) => node !== undefined);
    const overloads = declarations.filter((node) => !("body" in node) || node.body === undefined);
    // Of an overloaded function nobody calls the implementation's own signature.
    const callable = overloads.length > 0 ? overloads : declarations;
    return callable.flatMap((declaration) => {
      if (ts.isClassDeclaration(declaration) || ts.isClassExpression(declaration)) {
        return this.#constructors(symbol);
      }
      return hasParameters(declaration) ? [this.#parameters(declaration)] : this.#ofType(symbol);
    });
  }

  #constructors(symbol: TypeSymbol): Callee {
    return this.#signatures(symbol, ts.SignatureKind.Construct);
  }

  #ofType(symbol: TypeSymbol): Callee {
    return [
      ...this.#signatures(symbol, ts.SignatureKind.Call),
      ...this.#signatures(symbol, ts.SignatureKind.Construct),
    ];
  }

  #signatures(symbol: TypeSymbol, kind: number): Callee {
    const type = this.#checker.getTypeOfSymbol(symbol);
    const signatures = type ? this.#checker.getSignaturesOfType(type, kind) : [];
    return signatures.flatMap(({ declaration: handle }) => {
      if (!handle || !mayUseMillrace(handle.path)) return [];
      const declaration = handle.resolve();
      return declaration && hasParameters(declaration) ? [this.#parameters(declaration)] : [];
    });
  }

  #parameters(declaration: Parameterized): ParameterShapes {
    const known = this.#declared.get(declaration);
    if (known) return known;
    const parameters = Array.from(declaration.parameters);
    const shapes = parameters.map((parameter) => this.#shapes.of(parameter.type));
    const last = parameters.at(-1)?.dotDotDotToken ? shapes.at(-1)?.elements : undefined;
    const required = parameters.findLastIndex((parameter) => !mayBeLeftOut(parameter)) + 1;
    const found = { shapes, required, ...(last && { rest: last }) };
    this.#declared.set(declaration, found);
    return found;
  }
}

function mayBeLeftOut({ questionToken, initializer, dotDotDotToken }: DeclaredParameter): boolean {
  return (questionToken ?? initializer ?? dotDotDotToken) !== undefined;
}

function fits({ shapes, required, rest }: ParameterShapes, count: number): boolean {
  return count >= required && (rest !== undefined || count <= shapes.length);
}

function spread({ shapes, rest }: ParameterShapes, count: number): readonly (Shape | undefined)[] {
  const fixed = rest ? shapes.length - 1 : shapes.length;
  return Array.from({ length: count }, (_, index) => (index < fixed ? shapes[index] : rest));
}
