import type { Exchange } from "../http/engine.ts";
import { parseJson } from "../http/json.ts";
import { isJson } from "../http/media-type.ts";
import type { Issue } from "../schema/issue.ts";
import { compileValidator, type Validate } from "../schema/validator.ts";
import { BodyError, brokenBody } from "./body-error.ts";
import { loadForm } from "./form-body.ts";
import { formLimits } from "./form-limits.ts";
import type { LoadedBody } from "./loaded-body.ts";
import type { Binding, BoundParameter, ParameterSource } from "./source.ts";
import { missing } from "./text.ts";

/** How a route reads its body. */
export interface BodyOptions {
  /** In bytes. */
  readonly limit: number;
  /** The body is a form; the names are of the files whose bytes the handler takes. */
  readonly form?: readonly string[];
  /** Whole numbers of JSON beyond 2^53 are kept exact. */
  readonly bigints: boolean;
  /** A body without a content type is taken for JSON. */
  readonly untypedJson?: boolean;
}

/** Reads the body, a form or JSON. Gives the issue instead where the JSON is malformed. Throws what `readBody` throws, and `BodyError`. */
export function loadBody(exchange: Exchange, options: BodyOptions): Promise<LoadedBody | Issue> {
  return options.form ? loadFields(exchange, options.limit, options.form) : loadJson(exchange, options);
}

async function loadFields(exchange: Exchange, limit: number, files: readonly string[]): Promise<LoadedBody> {
  const form = await loadForm(exchange, { ...formLimits, body: limit });
  try {
    await form.readFiles(files);
  } catch (error) {
    await form.dispose();
    throw error;
  }
  return { present: true, value: undefined, form };
}

/**
 * Reads the body and parses it where its content type says JSON; anything else is handed on as text, for validation to
 * refuse.
 */
async function loadJson(exchange: Exchange, options: BodyOptions): Promise<LoadedBody | Issue> {
  const bytes = await exchange.readBody(options.limit);
  if (bytes.length === 0) return { present: false, value: undefined };
  const type = exchange.header("content-type");
  if (type === undefined ? !options.untypedJson : !isJson(type)) {
    return { present: true, value: new TextDecoder().decode(bytes) };
  }
  const parsed = parseJson(bytes, { bigints: options.bigints });
  if ("value" in parsed) return { present: true, value: parsed.value };
  const { error, offset, undecodable } = parsed;
  if (undecodable) throw new BodyError(brokenBody);
  return { type: "json_invalid", loc: ["body", offset], msg: "JSON decode error", input: {}, ctx: { error } };
}

/** `item: Item`, or `Body<…>`: the whole JSON body, or one key of it where there are several body parameters. */
export const body: ParameterSource = {
  rank: 5,
  readsBody: true,
  bind: (binding) => (binding.embedded ? bindKey(binding) : bindWhole(binding)),
};

function validatorOf({ parameter, definitions, strict }: Binding): Validate {
  return compileValidator(parameter.type, definitions, { strict, bare: parameter.fillDefaults === false });
}

function bindWhole(binding: Binding): BoundParameter {
  const { parameter } = binding;
  const loc = ["body"];
  const validate = validatorOf(binding);
  const accepts = nullIssues(validate);
  return {
    read({ body }, issues) {
      if (body?.present && (body.value !== null || accepts())) return validate(body.value, loc, issues);
      if (!parameter.optional) issues.push(missing(loc));
      return undefined;
    },
  };
}

function bindKey(binding: Binding): BoundParameter {
  const { parameter } = binding;
  const key = parameter.alias ?? parameter.name;
  const loc = ["body", key];
  const validate = validatorOf(binding);
  const accepts = nullIssues(validate);
  return {
    read({ body }, issues) {
      const value = keyOf(body?.value, key);
      if (value !== undefined && (value !== null || accepts())) return validate(value, loc, issues);
      if (!parameter.optional || isKeyless(body?.value)) issues.push(missing(loc));
      return undefined;
    },
  };
}

/** A body that is something else than the object whose keys are asked for: then even what may be left out is missing. */
function isKeyless(value: unknown): boolean {
  return Array.isArray(value) || (typeof value !== "object" && value !== undefined);
}

function keyOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** Whether the type takes `null`; found out when it is first asked, so that nothing is compiled before it is needed. */
function nullIssues(validate: Validate): () => boolean {
  let answer: boolean | undefined;
  return () => {
    if (answer === undefined) {
      const issues: Issue[] = [];
      validate(null, [], issues);
      answer = issues.length === 0;
    }
    return answer;
  };
}
