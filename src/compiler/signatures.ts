import type { Result } from "../contract/signature.ts";
import type { Reference } from "./callables.ts";
import type { Compilation } from "./compilation.ts";
import type { BareSignature, Described, Describer } from "./describer.ts";
import { isUserModule, locate } from "./files.ts";
import type { Comment } from "./comment-text.ts";
import { commentOf, ownComment, tagText } from "./jsdoc.ts";
import { type DescribedParameter, describeParameter } from "./parameters.ts";
import { describeResult } from "./results.ts";
import { type Node, type Signature, type Type, type TypeNode, ts } from "./session.ts";
import { declarationOf } from "./symbols.ts";

/** What a dependency hands over stays inside the program. */
const handedOver: Result = { kind: "value", type: { kind: "unknown" }, declared: false };

/** Describes functions: the handlers at entry positions, and the dependencies that they name. */
export class Signatures implements Describer {
  readonly compilation: Compilation;
  readonly #dependencies = new Map<string, Described & { readonly construct: boolean }>();
  readonly #trail: string[] = [];

  constructor(compilation: Compilation) {
    this.compilation = compilation;
  }

  /** The signature of a handler of that type, handed over at `place`; `undefined` where it is not called. */
  handler(type: Type, place: Node): Described | undefined {
    const { checker } = this.compilation;
    const [call] = checker.getSignaturesOfType(type, ts.SignatureKind.Call);
    const signature = call ?? checker.getSignaturesOfType(type, ts.SignatureKind.Construct)[0];
    return signature && this.#describe(signature, place, nameFrom(place), false);
  }

  dependency(reference: Reference, type: Type, place: Node): Described & { readonly construct: boolean } {
    const known = this.#dependencies.get(reference.id);
    if (known) return known;
    if (this.#trail.includes(reference.id)) return this.#circle(reference, place);
    this.#trail.push(reference.id);
    const { checker } = this.compilation;
    const [call] = checker.getSignaturesOfType(type, ts.SignatureKind.Call);
    const signature = call ?? checker.getSignaturesOfType(type, ts.SignatureKind.Construct)[0];
    const described = signature
      ? this.#describe(signature, visible(declarationOf(reference.symbol)) ?? place, nameOf(reference), true)
      : this.#uncallable(reference, place);
    const callables = new Map([[reference.id, reference], ...described.callables]);
    const whole = { signature: described.signature, callables, construct: signature !== undefined && !call };
    this.#trail.pop();
    this.#dependencies.set(reference.id, whole);
    return whole;
  }

  #circle(reference: Reference, place: Node): Described & { readonly construct: boolean } {
    const circle = [...this.#trail.slice(this.#trail.indexOf(reference.id)), reference.id];
    const names = circle.map((id) => id.slice(id.lastIndexOf("#") + 1)).join(" → ");
    const message = `Dependencies depend on each other in a circle: ${names}.`;
    this.compilation.report("MR113", place, message, "One of them must do without the others.");
    return { ...this.#empty(reference, place), construct: false };
  }

  #uncallable(reference: Reference, place: Node): Described {
    const message = `\`${reference.local}\` is neither a function nor a class.`;
    this.compilation.report("MR104", place, message, "Name a function: `Depends<typeof getDb>`.");
    return this.#empty(reference, place);
  }

  #empty(reference: Reference, place: Node): Described {
    const location = locate(this.compilation.root, place);
    return {
      signature: { name: reference.local, parameters: [], result: handedOver, location },
      callables: new Map(),
    };
  }

  #describe(signature: Signature, place: Node, name: string, isDependency: boolean): Described {
    const declaration = signature.declaration?.resolve();
    const comment = functionComment(declaration ?? place) ?? statementComment(place);
    const own = visible(declaration);
    const parameters = this.#parameters(signature, comment, own ? undefined : place);
    const annotation = declaration && returnAnnotation(declaration);
    const pointed = own ? (annotation ?? own) : writtenAt(place);
    const result = isDependency
      ? handedOver
      : describeResult(signature, annotation, pointed, this.compilation);
    const deprecated = tagText(comment, "deprecated") !== undefined;
    const bare: BareSignature = {
      name: (declaration && declaredName(declaration)) ?? name,
      ...(comment.text !== "" && { description: comment.text }),
      ...(deprecated && { deprecated }),
      parameters: parameters.map(({ parameter }) => parameter),
      result,
      location: locate(this.compilation.root, own ?? place),
    };
    return { signature: bare, callables: new Map(parameters.flatMap(({ callables }) => [...callables])) };
  }

  #parameters(
    signature: Signature,
    comment: Comment,
    elsewhere: Node | undefined,
  ): readonly DescribedParameter[] {
    const symbols = signature.getParameters();
    const types = this.compilation.checker.getTypeOfSymbol(symbols);
    return symbols.flatMap((symbol, index) => {
      const declaration = symbol.valueDeclaration?.resolve();
      const type = types[index];
      if (!type || !declaration || !ts.isParameterDeclaration(declaration)) return [];
      const place = elsewhere ?? declaration;
      return [describeParameter({ declaration, type, index, comment, place }, this)];
    });
  }
}

/** The declaration, where it stands in a module of the user's. */
function visible(declaration: Node | undefined): Node | undefined {
  return declaration && isUserModule(declaration.getSourceFile().fileName) ? declaration : undefined;
}

/** What an author has written of a function that is not theirs: `Item` of `model<Item>()`. */
function writtenAt(place: Node): Node {
  return (ts.isCallExpression(place) ? place.typeArguments?.[0] : undefined) ?? place;
}

function nameOf(reference: Reference): string {
  return reference.path.at(-1) ?? reference.local;
}

/** A constructor's comment is that of its class, unless it has its own. */
function functionComment(declaration: Node): Comment | undefined {
  const own = commentOf(declaration);
  const comment =
    own.text === "" && ts.isConstructorDeclaration(declaration) ? commentOf(declaration.parent) : own;
  return comment.text === "" && comment.tags.length === 0 ? undefined : comment;
}

/** The comment before the statement `app.get("/", handler)` is the handler's, where that has none. */
function statementComment(place: Node): Comment {
  const call = place.parent;
  const isAlone = ts.isCallExpression(call) && ts.isExpressionStatement(call.parent);
  return isAlone ? ownComment(call.parent) : { text: "", tags: [] };
}

function returnAnnotation(declaration: Node): TypeNode | undefined {
  return "type" in declaration && declaration.type !== undefined ? (declaration.type as TypeNode) : undefined;
}

/** The name of a function, or of the variable or property that it is the value of. */
function declaredName(declaration: Node): string | undefined {
  const own = identifierOf(declaration);
  if (own !== undefined) return own;
  const { parent } = declaration;
  if (ts.isConstructorDeclaration(declaration) || ts.isParenthesizedExpression(parent))
    return declaredName(parent);
  const holds =
    ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  return holds ? identifierOf(parent) : undefined;
}

function identifierOf(node: Node): string | undefined {
  const name = "name" in node ? (node.name as Node | undefined) : undefined;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

/** The name that an expression itself suggests: `create` of `items.create`. */
function nameFrom(place: Node): string {
  if (ts.isIdentifier(place)) return place.text;
  return ts.isPropertyAccessExpression(place) && ts.isIdentifier(place.name) ? place.name.text : "";
}
