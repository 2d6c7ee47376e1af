import { dirname, relative, sep } from "node:path";
import type { ModuleContract } from "../contract/attached.ts";
import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { Reference } from "./callables.ts";
import type { Compilation } from "./compilation.ts";
import type { BareSignature, Described } from "./describer.ts";
import type { Entry } from "./discover.ts";
import { isUserModule } from "./files.ts";
import { type Node, ts } from "./session.ts";
import { declarationOf } from "./symbols.ts";
import { partsOf } from "./types/parts.ts";

/** A value from elsewhere that a module must get hold of. */
export interface ImportedValue {
  readonly specifier: string;
  /** The name it is exported as, `default`, or `*` for the whole module. */
  readonly exported: string;
}

/** How an entry position reaches one value that its signature speaks of. */
export interface Access {
  readonly id: string;
  /** In scope at the entry position only; otherwise at the top level of the module, or imported. */
  readonly inline: boolean;
  readonly imported?: ImportedValue;
  readonly local: string;
  readonly path: readonly string[];
}

/** One entry position: the expression's place in the text, its signature's index, the values that it speaks of. */
export interface Wrap {
  readonly start: number;
  readonly end: number;
  readonly signature: number;
  readonly accesses: readonly Access[];
  /** What must stand before the expression: the name of a shorthand property. */
  readonly prefix: string;
  /** A declared function is no expression: it gets its signature in a statement of its own, here. */
  readonly statementAt?: number;
}

/** All that is to be put into one module. */
export interface Emission {
  readonly wraps: readonly Wrap[];
  readonly contract: ModuleContract;
}

function relativeSpecifier(from: string, to: string): string {
  const path = relative(dirname(from), to).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}

function packageSpecifier(reference: Reference, file: string): string {
  const { specifier = "", file: importer = file } = reference;
  if (!specifier.startsWith(".")) return specifier;
  return relativeSpecifier(file, new URL(specifier, `file://${importer}`).pathname);
}

/** The name means the value at `place`, and not a namesake nearer by. */
function isVisible(reference: Reference, place: Node, compilation: Compilation): boolean {
  const meaning = ts.SymbolFlags.Value | ts.SymbolFlags.Alias;
  const found = compilation.checker.resolveName(reference.local, meaning, place);
  const declaration = found && declarationOf(compilation.symbols.resolve(found));
  return declaration !== undefined && declaration === rootDeclaration(reference);
}

/** The declaration that `local` names; where a path leads on from it, its symbol is that of the last step. */
function rootDeclaration(reference: Reference): Node | undefined {
  return declarationOf(reference.symbol);
}

function accessTo(reference: Reference, entry: Entry, compilation: Compilation): Access | undefined {
  const { id, local, path, exported, specifier } = reference;
  const file = entry.expression.getSourceFile().fileName;
  const access = { id, local, path, inline: false };
  if (reference.file === undefined) return access;
  if (specifier !== undefined && exported !== undefined) {
    return { ...access, imported: { specifier: packageSpecifier(reference, file), exported } };
  }
  if (reference.scoped) {
    if (reference.file === file && isVisible(reference, entry.expression, compilation)) {
      return { ...access, inline: true };
    }
    reportUnreachable(
      reference,
      `\`${local}\` is declared inside a function.`,
      "Declare it at the top level.",
      compilation,
    );
    return undefined;
  }
  if (reference.file === file) return access;
  if (exported === undefined || !isUserModule(reference.file)) {
    const message = `\`${local}\` is declared in ${reference.id.split("#")[0]}, which does not export it.`;
    reportUnreachable(reference, message, `Export it there: \`export\` before \`${local}\`.`, compilation);
    return undefined;
  }
  return { ...access, imported: { specifier: relativeSpecifier(file, reference.file), exported } };
}

function reportUnreachable(
  reference: Reference,
  message: string,
  hint: string,
  compilation: Compilation,
): void {
  compilation.report("MR104", reference.place, `A dependency cannot be imported: ${message}`, hint);
}

/** Where statements of a block or file begin, after `"use strict"` and its like. */
function firstStatement(scope: Node): number {
  const statements: readonly Node[] =
    "statements" in scope ? Array.from(scope.statements as Iterable<Node>) : [];
  const isDirective = (node: Node): boolean =>
    ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
  return statements.find((statement) => !isDirective(statement))?.getStart() ?? scope.getEnd();
}

/** The definitions that `signatures` refer to, and those that they refer to in turn. */
function definitionsOf(signatures: readonly BareSignature[], all: Definitions): Definitions {
  const found = new Map<string, Definitions[string]>();
  const visit = (model: TypeModel): void => {
    for (const [, part] of partsOf(model)) visit(part);
    const definition = model.kind === "ref" && !found.has(model.id) ? all[model.id] : undefined;
    if (model.kind !== "ref" || !definition) return;
    found.set(model.id, definition);
    visit(definition.type);
  };
  const visitSignature = ({ parameters, result }: BareSignature): void => {
    for (const { type, dependency } of parameters) {
      visit(type);
      if (dependency) visitSignature(dependency.signature);
    }
    visit(result.type);
  };
  signatures.forEach(visitSignature);
  return Object.fromEntries(found);
}

/** Plans what is put into a module: its entry positions wrapped, with what their signatures speak of. */
export function planEmission(
  entries: readonly { readonly entry: Entry; readonly described: Described }[],
  definitions: Definitions,
  compilation: Compilation,
): Emission {
  const wraps = entries.map(({ entry, described }, signature): Wrap => {
    const { expression, shorthand, declaredIn } = entry;
    const references = [...described.callables.values()];
    const accesses = references.map((reference) => accessTo(reference, entry, compilation));
    return {
      start: expression.getStart(),
      end: expression.getEnd(),
      signature,
      accesses: accesses.filter((access) => access !== undefined),
      prefix: shorthand ? `${expression.getText()}: ` : "",
      ...(declaredIn && { statementAt: firstStatement(declaredIn) }),
    };
  });
  const signatures = entries.map(({ described }) => described.signature);
  return { wraps, contract: { signatures, definitions: definitionsOf(signatures, definitions) } };
}
