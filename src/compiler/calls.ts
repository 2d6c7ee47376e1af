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
  /** Of each argument from the last parameter on, where that is a rest parameter. */
  readonly rest?: Shape;
}

/** What a callee's declared signatures take; empty where none has an entry position. */
type Callee = readonly ParameterShapes[];

/** A node with parameters, as every kind of function has them. */
interface Parameterized extends Node {
  readonly parameters: Iterable<Node & { readonly dotDotDotToken?: unknown; readonly type?: TypeNode }>;
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
    const [only] = callee;
    if (!only) return undefined;
    const taken = callee.length === 1 ? only : this.#resolved(call);
    return taken && spread(taken, Array.from(call.arguments ?? []).length);
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
    const found = this.#read(symbol).filter(({ shapes }) => shapes.some((shape) => !isEmpty(shape)));
    this.#callees.set(symbol.id, found);
    return found;
  }

  /** Declared functions say for themselves what they take; of other values the type does. */
  #read(symbol: TypeSymbol): Callee {
    const handles = symbol.declarations.filter((declaration) => mayUseMillrace(declaration.path));
    return handles.flatMap((handle) => {
      const declaration = handle.resolve();
      if (!declaration) return [];
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
    const found = { shapes, ...(last && { rest: last }) };
    this.#declared.set(declaration, found);
    return found;
  }
}

function spread({ shapes, rest }: ParameterShapes, count: number): readonly (Shape | undefined)[] {
  const fixed = rest ? shapes.length - 1 : shapes.length;
  return Array.from({ length: count }, (_, index) => (index < fixed ? shapes[index] : rest));
}
