import type { TypeModel } from "../contract/type-model.ts";
import type { Issue } from "../schema/issue.ts";
import { compileValidator } from "../schema/validator.ts";
import type { RequestContext } from "./context.ts";
import { misfit } from "./misfit.ts";
import { shapeOf } from "./shape.ts";
import type { Binding, BoundParameter } from "./source.ts";
import { bindModel, modelOf } from "./text-model.ts";
import { documentText, type TextSource } from "./text-source.ts";

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

/** One value under a name, or all of them. */
type Look = (context: RequestContext, name: string) => unknown;

function bindOne(source: TextSource, binding: Binding): BoundParameter {
  return bindNamed(source, binding, (context, name) => source.one(context, name));
}

function bindList(source: TextSource, binding: Binding): BoundParameter {
  return bindNamed(source, binding, (context, name) => {
    const values = source.all(context, name);
    return values.length > 0 ? values : undefined;
  });
}

function bindNamed(source: TextSource, binding: Binding, look: Look): BoundParameter {
  const { parameter, definitions } = binding;
  const name = parameter.alias ?? source.wireName(parameter.name, parameter);
  const loc = [source.in, name];
  const { optional } = parameter;
  const validate = compileValidator(parameter.type, definitions, { from: "text" });
  return {
    documented: documentText(source, parameter, { name, optional, type: documentedType(binding) }),
    read(context, issues) {
      const value = look(context, name);
      if (value !== undefined) return validate(value, loc, issues);
      if (!optional) issues.push(missing(loc));
      return undefined;
    },
  };
}

function documentedType({ parameter: { type, default: value } }: Binding): TypeModel {
  return value === undefined ? type : { ...type, default: value };
}
