import type { Json, ObjectModel, Property, TypeModel } from "../contract/type-model.ts";
import type { Definitions } from "../contract/type-model.ts";
import type { Issue } from "../schema/issue.ts";
import { concealing } from "../schema/conceal.ts";
import { compileValidator } from "../schema/validator.ts";
import type { RequestContext } from "./context.ts";
import { misfit } from "./misfit.ts";
import { documentedProperty, resolved, shapeOf } from "./shape.ts";
import type { Binding, BoundParameter } from "./source.ts";
import { documentText, type TextSource } from "./text-source.ts";

type Input = Record<string, unknown>;

/** One property of a model and the name under which a request sends it. */
interface Key {
  readonly property: string;
  readonly wire: string;
  /** It takes every value of that name. */
  readonly many: boolean;
  /** What stands for it in the input that a 422 shows, where nothing was sent. */
  readonly fallback: Json | undefined;
}

/** Binds a parameter whose properties are named values of their own: `Query<Filters>`. */
export function bindModel(source: TextSource, binding: Binding, model: ObjectModel): BoundParameter {
  const { parameter, definitions } = binding;
  const unheld = model.properties.find(
    ({ type, optional }) => !optional && !isHeld(source, type, definitions),
  );
  if (unheld) throw misfit(parameter, source.in === "body" ? "form" : source.in, unheld.name);
  const validate = compileValidator(parameter.type, definitions, {
    from: "text",
    bare: parameter.fillDefaults === false,
    unconcealed: true,
  });
  const conceal = concealing(parameter.type, definitions);
  const reader = new ModelReader(source, binding, model);
  const loc = [source.in];
  return {
    documented: model.properties.flatMap((property) =>
      documentText(source, parameter, {
        name: source.wireName(property.name, parameter),
        optional: property.optional || parameter.optional,
        type: documentedProperty(parameter.type, property, definitions),
        property: property.name,
      }),
    ),
    read(context, issues) {
      const found: Issue[] = [];
      const input = reader.collect(context);
      const value = validate(input, loc, found);
      if (found.length === 0) return value;
      if (parameter.optional && Object.keys(input).length === 0) return undefined;
      reader.complete(input, context);
      const shown = conceal?.(input);
      issues.push(...(shown ? found.map(shown.issue) : found));
      return undefined;
    },
  };
}

/** Whether a value of the type can be sent: of objects, no text tells; and files need a form. */
function isHeld(source: TextSource, type: TypeModel, definitions: Definitions): boolean {
  const target = resolved(type, definitions);
  if (target.kind === "union") return target.members.some((member) => isHeld(source, member, definitions));
  const shape = shapeOf(target, definitions);
  if (shape === "file" || shape === "files") return source.holdsFiles === true;
  return shape !== "model";
}

/** The object type behind a parameter's type; `undefined` where there is none, or several. */
export function modelOf(type: TypeModel, definitions: Definitions): ObjectModel | undefined {
  const target = resolved(type, definitions);
  if (target.kind === "object") return target;
  if (target.kind !== "union") return undefined;
  const members = target.members.filter((member) => member.kind !== "null" && member.kind !== "undefined");
  return members.length === 1 && members[0] ? modelOf(members[0], definitions) : undefined;
}

/** Gathers a model's properties, and where it speaks of them the names that it does not know. */
class ModelReader {
  readonly #source: TextSource;
  readonly #keys: readonly Key[];
  readonly #known: ReadonlySet<string>;
  readonly #takesOthers: boolean;
  readonly #manyOthers: boolean;

  constructor(source: TextSource, { parameter, definitions }: Binding, model: ObjectModel) {
    this.#source = source;
    this.#keys = model.properties.map((property) => ({
      property: property.name,
      wire: source.wireName(property.name, parameter),
      many: takesMany(property.type, definitions),
      fallback: fallbackOf(property),
    }));
    this.#known = new Set(this.#keys.map((key) => key.wire));
    this.#takesOthers = model.additional !== undefined;
    this.#manyOthers = model.additional ? takesMany(model.additional, definitions) : false;
  }

  collect(context: RequestContext): Input {
    const input: Input = {};
    for (const { property, wire, many } of this.#keys) {
      const value = many ? this.#source.all(context, wire) : this.#source.one(context, wire);
      if (Array.isArray(value) ? value.length > 0 : value !== undefined) define(input, property, value);
    }
    if (this.#takesOthers) this.#addOthers(input, context);
    return input;
  }

  /** Adds to an input that was refused what FastAPI shows of it: defaults, and everything else that was sent. */
  complete(input: Input, context: RequestContext): void {
    for (const { property, fallback } of this.#keys) {
      if (fallback !== undefined && !Object.hasOwn(input, property)) define(input, property, fallback);
    }
    if (!this.#takesOthers) this.#addOthers(input, context);
  }

  #addOthers(input: Input, context: RequestContext): void {
    for (const name of this.#source.names(context)) {
      if (this.#known.has(name)) continue;
      const values = this.#source.all(context, name);
      define(input, name, values.length === 1 && !this.#manyOthers ? values[0] : values);
    }
  }
}

function takesMany(type: TypeModel, definitions: Definitions): boolean {
  const shape = shapeOf(type, definitions);
  return shape === "list" || shape === "files";
}

function fallbackOf({ optional, type }: Property): Json | undefined {
  return optional && type.default !== null ? type.default : undefined;
}

/** Sets an own property whatever its name, `__proto__` included. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
