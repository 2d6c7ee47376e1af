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
  /** The values that the types of the contract name. */
  readonly values: readonly Access[];
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

/** Why a module cannot get hold of a value, and what to do. */
interface Obstacle {
  readonly message: string;
  readonly hint: string;
}

/** How the module `file` reaches a value that is at the top of a module. */
function accessTo(reference: Reference, file: string): Access | Obstacle {
  const { id, local, path, exported, specifier } = reference;
  const access = { id, local, path, inline: false };
  if (local === "") {
    const message = "its type alone does not tell which function it is.";
    return { message, hint: "Declare the check as a function of its own, with a name." };
  }
  if (reference.scoped) {
    const message = `\`${local}\` is declared inside a function.`;
    return { message, hint: "Declare it at the top level of a module." };
  }
  if (reference.file === undefined) return access;
  if (specifier !== undefined && exported !== undefined) {
    return { ...access, imported: { specifier: packageSpecifier(reference, file), exported } };
  }
  if (reference.file === file) return access;
  if (exported === undefined || !isUserModule(reference.file)) {
    const message = `\`${local}\` is declared in ${reference.id.split("#")[0]}, which does not export it.`;
    return { message, hint: `Export it there: \`export\` before \`${local}\`.` };
  }
  return { ...access, imported: { specifier: relativeSpecifier(file, reference.file), exported } };
}

/** How an entry position reaches a dependency, which may be in scope there only; `undefined` after a report. */
function accessFrom(entry: Entry, reference: Reference, compilation: Compilation): Access | undefined {
  const { expression } = entry;
  const { fileName } = expression.getSourceFile();
  if (reference.scoped && reference.file === fileName && isVisible(reference, expression, compilation)) {
    const { id, local, path } = reference;
    return { id, local, path, inline: true };
  }
  return reached(accessTo(reference, fileName), "A dependency", reference, compilation);
}

function reached(
  access: Access | Obstacle,
  subject: string,
  { place }: Reference,
  compilation: Compilation,
): Access | undefined {
  if (!("message" in access)) return access;
  compilation.report("MR104", place, `${subject} cannot be imported: ${access.message}`, access.hint);
  return undefined;
}

/** Where statements of a block or file begin, after `"use strict"` and its like. */
function firstStatement(scope: Node): number {
  const statements: readonly Node[] =
    "statements" in scope ? Array.from(scope.statements as Iterable<Node>) : [];
  const isDirective = (node: Node): boolean =>
    ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
  return statements.find((statement) => !isDirective(statement))?.getStart() ?? scope.getEnd();
}

/** What types refer to, and what that refers to in turn. */
interface Mentioned {
  readonly definitions: Definitions;
  /** The ids of values. */
  readonly values: ReadonlySet<string>;
}

function mentionedBy(types: readonly TypeModel[], all: Definitions): Mentioned {
  const definitions = new Map<string, Definitions[string]>();
  const values = new Set<string>();
  const visit = (model: TypeModel): void => {
    for (const [, part] of partsOf(model)) visit(part);
    if (model.kind === "checked") values.add(model.check);
    if (model.kind === "standard") values.add(model.schema);
    const definition = model.kind === "ref" && !definitions.has(model.id) ? all[model.id] : undefined;
    if (model.kind !== "ref" || !definition) return;
    definitions.set(model.id, definition);
    visit(definition.type);
  };
  types.forEach(visit);
  return { definitions: Object.fromEntries(definitions), values };
}

/** The types of the parameters of `signatures` and of their dependencies, which are read from requests. */
function typesRead(signatures: readonly BareSignature[]): readonly TypeModel[] {
  return signatures.flatMap(({ parameters }) =>
    parameters.flatMap(({ type, dependency }) => [
      type,
      ...(dependency ? typesRead([dependency.signature]) : []),
    ]),
  );
}

/** Every type that `signatures` speak of. */
function typesOf(signatures: readonly BareSignature[]): readonly TypeModel[] {
  return signatures.flatMap(({ parameters, result }) => [
    ...parameters.flatMap(({ type, dependency }) => [
      type,
      ...(dependency ? typesOf([dependency.signature]) : []),
    ]),
    result.type,
  ]);
}

/** How `file` reaches the values of `ids`. One that only results name is not asked for, and may be out of reach. */
function valuesFor(
  file: string,
  ids: Iterable<string>,
  read: ReadonlySet<string>,
  compilation: Compilation,
): readonly Access[] {
  return Array.from(ids).flatMap((id) => {
    const reference = compilation.models.values.get(id);
    if (!reference) return [];
    const access = accessTo(reference, file);
    if ("message" in access && !read.has(id)) return [];
    return reached(access, "A check or schema", reference, compilation) ?? [];
  });
}

/** Plans what is put into the module `file`: its entry positions wrapped, with what their signatures speak of. */
export function planEmission(
  file: string,
  entries: readonly { readonly entry: Entry; readonly described: Described }[],
  definitions: Definitions,
  compilation: Compilation,
): Emission {
  const wraps = entries.map(({ entry, described }, signature): Wrap => {
    const { expression, shorthand, declaredIn } = entry;
    const references = [...described.callables.values()];
    const accesses = references.map((reference) => accessFrom(entry, reference, compilation));
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
  const mentioned = mentionedBy(typesOf(signatures), definitions);
  const read = mentionedBy(typesRead(signatures), definitions);
  const values = valuesFor(file, mentioned.values, read.values, compilation);
  return { wraps, values, contract: { signatures, definitions: mentioned.definitions } };
}
