import { namedValue } from "../../contract/attached.ts";
import type { StandardModel } from "../../contract/type-model.ts";
import type { Step } from "../issue.ts";
import type { Context, JsonSchema, KindDefinition } from "../kind.ts";
import { writeNative } from "../native.ts";
import { coerced, type Run, soften } from "../run.ts";

/** The part of the Standard Schema interface that is used here (standardschema.dev, version 1), and of its JSON Schema extension. */
interface StandardSchema {
  readonly "~standard": {
    readonly vendor: string;
    validate(value: unknown): StandardResult | Promise<StandardResult>;
    readonly jsonSchema?: { input(options: { readonly target: string }): JsonSchema };
  };
}

interface StandardResult {
  readonly value?: unknown;
  readonly issues?: readonly StandardIssue[];
}

interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
}

function schemaOf(model: StandardModel, definitions: Context["definitions"]): StandardSchema["~standard"] {
  return (namedValue(definitions, model.schema) as StandardSchema)["~standard"];
}

function validate(model: StandardModel, context: Context, value: unknown, run: Run): unknown {
  soften(run, coerced);
  const schema = schemaOf(model, context.definitions);
  const result = schema.validate(value);
  if (result instanceof Promise) {
    throw new TypeError(`${model.schema} validates asynchronously, which a request cannot wait for`);
  }
  for (const { message, path = [] } of result.issues ?? []) {
    const loc = path.map(stepOf);
    run.issues.push({ type: "value_error", loc, msg: message, input: valueAt(value, loc) });
  }
  return result.value;
}

function stepOf(part: PropertyKey | { readonly key: PropertyKey }): Step {
  const key = typeof part === "object" ? part.key : part;
  return typeof key === "symbol" ? String(key) : key;
}

/** What stands at a place; where nothing does, what stands around it, as pydantic shows for a missing field. */
function valueAt(value: unknown, loc: readonly Step[]): unknown {
  let current = value;
  for (const step of loc) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return current;
    current = (current as Record<Step, unknown>)[step];
  }
  return current;
}

/** `Body<typeof ItemSchema>`: what a Standard Schema takes; its issues are `value_error`s with its own messages. */
export const standardKind: KindDefinition<StandardModel> = {
  label: () => "any",
  schema(model, writer) {
    const { jsonSchema } = schemaOf(model, writer.definitions);
    const { $schema: _, ...schema } = jsonSchema?.input({ target: "draft-2020-12" }) ?? {};
    return schema;
  },
  check: (model, context) => (value, run) => validate(model, context, value, run),
  write: () => writeNative,
  emitCheck: (model, input, emitter) => emitter.interpretCheck(model, input),
  emitWrite: (model, input, emitter) => emitter.interpretWrite(model, input),
  exact: () => undefined,
  plain: () => false,
  hasParts: () => false,
};
