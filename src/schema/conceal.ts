import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { pythonText } from "./errors.ts";
import type { Issue } from "./issue.ts";
import { define, isDictionary } from "./objects.ts";
import { partsOf } from "./parts.ts";
import { mask, Secret } from "./secret.ts";

/** What may be shown of an input that holds secrets. */
export interface Shown {
  /** A copy of the input with `**********` for every secret. */
  readonly value: unknown;
  /** The issue with no secret of the input in it. */
  readonly issue: (issue: Issue) => Issue;
}

/** Shows an input of a type that holds secrets. */
export type Conceal = (input: unknown) => Shown;

/** What conceals the secrets in inputs of a type; `undefined` where the type holds none. */
export function concealing(type: TypeModel, definitions: Definitions): Conceal | undefined {
  return holdsSecret(type, definitions) ? (input) => new Concealed(definitions, input, type) : undefined;
}

/** Whether a value of the type has a secret in it. */
export function holdsSecret(
  type: TypeModel,
  definitions: Definitions,
  seen: Set<string> = new Set(),
): boolean {
  if (type.kind === "secret") return true;
  if (type.kind === "ref") {
    const named = definitions[type.id]?.type;
    if (!named || seen.has(type.id)) return false;
    seen.add(type.id);
    return holdsSecret(named, definitions, seen);
  }
  return partsOf(type).some(([part]) => holdsSecret(part, definitions, seen));
}

/** The types that a value may be of, as far as they tell its parts apart: unions, names and checks opened. */
function opened(types: readonly TypeModel[], definitions: Definitions): readonly TypeModel[] {
  return types.flatMap((type): readonly TypeModel[] => {
    if (type.kind === "ref") return opened([definitions[type.id]?.type ?? { kind: "unknown" }], definitions);
    if (type.kind === "union") return opened(type.members, definitions);
    return type.kind === "checked" ? opened([type.type], definitions) : [type];
  });
}

/** The tag that the issue quotes may be shown. */
function isSaid({ input, ctx }: Issue, shown: unknown): boolean {
  if (shown === mask) return false;
  const name = Object.keys(input as object).find((own) => pythonText(own) === ctx?.["discriminator"]);
  return name === undefined || Reflect.get(input as object, name) === Reflect.get(shown as object, name);
}

/** What an issue's `ctx` says of the value itself, and its message with it. */
const words = ["error", "encoding_error", "reason", "tag"];

/** The issue without a word of the value that it is about. */
export function withoutWords(issue: Issue): Issue {
  const { ctx = {} } = issue;
  const told = words.map((name) => ctx[name]).find((text) => typeof text === "string");
  if (typeof told !== "string") return issue;
  const shown = Object.entries(ctx).map(([name, value]) => [name, value === told ? mask : value]);
  return { ...issue, msg: issue.msg.replace(told, mask), ctx: Object.fromEntries(shown) };
}

/** Parts nested deeper than validation goes are concealed. */
const maxDepth = 600;

const containers: ReadonlySet<string> = new Set([
  "object",
  "record",
  "map",
  "array",
  "set",
  "tuple",
  "undefined",
  "null",
]);

/** The types that a part of an object or a list may be of; nothing where no type knows of such a part. */
function typesAt(step: string | number, types: readonly TypeModel[]): readonly TypeModel[] {
  return types.flatMap((type): readonly TypeModel[] => {
    if (type.kind === "unknown" || type.kind === "standard") return [{ kind: "unknown" }];
    if (typeof step === "number") {
      if (type.kind === "array" || type.kind === "set") return [type.items];
      return type.kind === "tuple" ? [type.items[step] ?? type.rest].filter(isThere) : [];
    }
    if (type.kind === "record" || type.kind === "map") return [type.values];
    if (type.kind !== "object") return [];
    const own = type.properties.find(({ name }) => name === step)?.type;
    return [own ?? (type.additional || undefined)].filter(isThere);
  });
}

function isThere(type: TypeModel | undefined): type is TypeModel {
  return type !== undefined;
}

/**
 * One input as it may be shown. What the type has no place for may be a secret under a wrong name, and is concealed as well
 * wherever secrets are near.
 */
class Concealed implements Shown {
  readonly value: unknown;
  readonly #definitions: Definitions;
  /** What stands for the parts of the input that cannot be shown as they are. */
  readonly #stands = new Map<unknown, unknown>();
  readonly #holding = new Map<TypeModel, boolean>();

  constructor(definitions: Definitions, input: unknown, type: TypeModel) {
    this.#definitions = definitions;
    this.value = this.#show(input, [type], 0);
  }

  readonly issue = (issue: Issue): Issue => {
    if (!this.#stands.has(issue.input)) return issue;
    const input = this.#stands.get(issue.input);
    return issue.type === "union_tag_invalid" && !isSaid(issue, input)
      ? withoutWords({ ...issue, input })
      : { ...issue, input };
  };

  #show(value: unknown, types: readonly TypeModel[], depth: number): unknown {
    if (value === null || value === undefined || value instanceof Secret) return value;
    if (!types.some((type) => this.#holds(type))) return value;
    const open = opened(types, this.#definitions);
    if (depth > maxDepth || open.some(({ kind }) => kind === "secret")) return this.#hide(value);
    if (Array.isArray(value)) return this.#showList(value, open, depth);
    if (isDictionary(value)) return this.#showObject(value, open, depth);
    return open.every(({ kind }) => containers.has(kind)) ? this.#hide(value) : value;
  }

  #holds(type: TypeModel): boolean {
    const known = this.#holding.get(type) ?? holdsSecret(type, this.#definitions);
    this.#holding.set(type, known);
    return known;
  }

  #showPart(step: string | number, value: unknown, types: readonly TypeModel[], depth: number): unknown {
    const known = typesAt(step, types);
    return known.length > 0 ? this.#show(value, known, depth + 1) : this.#hide(value);
  }

  #showList(list: readonly unknown[], types: readonly TypeModel[], depth: number): unknown {
    const shown = list.map((item, at) => this.#showPart(at, item, types, depth));
    this.#stands.set(list, shown);
    return shown;
  }

  #showObject(object: Record<string, unknown>, types: readonly TypeModel[], depth: number): unknown {
    const shown: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(object))
      define(shown, name, this.#showPart(name, part, types, depth));
    this.#stands.set(object, shown);
    return shown;
  }

  /** Nothing inside may be shown either. */
  #hide(value: unknown): string {
    const open = [value];
    while (open.length > 0) {
      const part = open.pop();
      if (part === null || part === undefined || typeof part === "boolean") continue;
      this.#stands.set(part, mask);
      if (typeof part === "object") for (const inner of Object.values(part)) open.push(inner);
    }
    return mask;
  }
}
