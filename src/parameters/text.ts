import type { Definitions, ObjectModel, Property, TypeModel } from "../contract/type-model.ts";
import type { Issue } from "../schema/issue.ts";
import { compileValidator } from "../schema/validator.ts";
import type { RequestContext } from "./context.ts";
import { misfit } from "./misfit.ts";
import { resolved, shapeOf } from "./shape.ts";
import type { Binding, BoundParameter, DocumentedParameter } from "./source.ts";

/** How one of the sources of named values (query, header, cookie, form) is looked into. */
export interface TextSource {
  /** Where issues are said to be; a form's fields are documented with the body. */
  readonly in: DocumentedParameter["in"] | "body";
  readonly holdsFiles?: boolean;
  /** The name on the wire of a parameter or a property. */
  wireName(name: string): string;
  one(context: RequestContext, name: string): unknown;
  all(context: RequestContext, name: string): readonly unknown[];
  /** Every name that was received, for models that forbid names they do not know. */
  names(context: RequestContext): readonly string[];
}

/** The issue of a value that is not there. */
export function missing(loc: Issue["loc"], input: unknown = null): Issue {
  return { type: "missing", loc, msg: "Field required", input };
}

/** Binds a parameter to a source of text: one value, the repeats of a key, or a model whose properties are keys. */
export function bindText(source: TextSource, binding: Binding): BoundParameter {
  const { parameter, definitions } = binding;
  switch (shapeOf(parameter.type, definitions)) {
    case "scalar":
      return bindOne(source, binding);
    case "list":
      return bindList(source, binding);
    case "file":
      if (source.holdsFiles) return bindOne(source, binding);
      break;
    case "files":
      if (source.holdsFiles) return bindList(source, binding);
      break;
    case "model": {
      const model = modelOf(parameter.type, definitions);
      if (model) return bindModel(source, binding, model);
    }
  }
  throw misfit(parameter, source.in === "body" ? "form" : source.in);
}

function bindOne(source: TextSource, { parameter, definitions }: Binding): BoundParameter {
  const name = parameter.alias ?? source.wireName(parameter.name);
  const loc = [source.in, name];
  const { optional } = parameter;
  const validate = compileValidator(parameter.type, definitions, { from: "text" });
  return {
    documented: document(source, binding(parameter), name),
    read(context, issues) {
      const text = source.one(context, name);
      if (text !== undefined) return validate(text, loc, issues);
      if (!optional) issues.push(missing(loc));
      return undefined;
    },
  };
}

function bindList(source: TextSource, { parameter, definitions }: Binding): BoundParameter {
  const name = parameter.alias ?? source.wireName(parameter.name);
  const loc = [source.in, name];
  const { optional } = parameter;
  const validate = compileValidator(parameter.type, definitions, { from: "text" });
  return {
    documented: document(source, binding(parameter), name),
    read(context, issues) {
      const texts = source.all(context, name);
      if (texts.length > 0) return validate(texts, loc, issues);
      if (!optional) issues.push(missing(loc));
      return undefined;
    },
  };
}

function bindModel(
  source: TextSource,
  { parameter, definitions }: Binding,
  model: ObjectModel,
): BoundParameter {
  const validate = compileValidator(parameter.type, definitions, { from: "text" });
  const keys = model.properties.map((property) => ({
    property: property.name,
    wire: source.wireName(property.name),
    many: isMany(property, definitions),
  }));
  const known = new Set(keys.map((key) => key.wire));
  const keepsOthers = model.additional !== undefined;
  return {
    documented: model.properties.flatMap((property) => documentProperty(source, property)),
    read(context, issues) {
      const input: Record<string, unknown> = {};
      for (const { property, wire, many } of keys) {
        const value = many ? source.all(context, wire) : source.one(context, wire);
        if (Array.isArray(value) ? value.length > 0 : value !== undefined) input[property] = value;
      }
      if (keepsOthers) {
        for (const name of source.names(context))
          if (!known.has(name)) define(input, name, source.one(context, name));
      }
      return validate(input, [source.in], issues);
    },
  };
}

/** Sets an own property whatever its name, `__proto__` included. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

function isMany(property: Property, definitions: Definitions): boolean {
  const shape = shapeOf(property.type, definitions);
  return shape === "list" || shape === "files";
}

function modelOf(type: TypeModel, definitions: Definitions): ObjectModel | undefined {
  const target = resolved(type, definitions);
  if (target.kind === "object") return target;
  if (target.kind !== "union") return undefined;
  const members = target.members.filter((member) => member.kind !== "null" && member.kind !== "undefined");
  return members.length === 1 && members[0] ? modelOf(members[0], definitions) : undefined;
}

interface Described {
  readonly type: TypeModel;
  readonly optional: boolean;
  readonly includeInSchema?: boolean;
}

function binding(parameter: Binding["parameter"]): Described {
  const { type, optional, includeInSchema } = parameter;
  const withDefault = parameter.default === undefined ? type : { ...type, default: parameter.default };
  return { type: withDefault, optional, ...(includeInSchema !== undefined && { includeInSchema }) };
}

function documentProperty(source: TextSource, property: Property): readonly DocumentedParameter[] {
  return document(source, property, source.wireName(property.name));
}

function document(source: TextSource, described: Described, name: string): readonly DocumentedParameter[] {
  if (source.in === "body" || described.includeInSchema === false) return [];
  const { type, optional } = described;
  return [{ in: source.in, name, required: !optional, type, ...(type.deprecated && { deprecated: true }) }];
}
