import { namedValue } from "../../contract/attached.ts";
import type { StandardModel, TypeModel } from "../../contract/type-model.ts";
import type { Step } from "../issue.ts";
import type { Context, JsonSchema, KindDefinition, SchemaWriter } from "../kind.ts";
import { writeNative } from "../native.ts";
import { coerced, type Run, soften } from "../run.ts";

/** The part of the Standard Schema interface that is used here (standardschema.dev, version 1), and of its JSON Schema extension. */
interface StandardSchema {
  readonly "~standard": {
    readonly vendor: string;
    validate(value: unknown): StandardResult | Promise<StandardResult>;
    readonly jsonSchema?: {
      input(options: { readonly target: string; readonly libraryOptions?: object }): JsonSchema;
    };
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

const target = "draft-2020-12";

/** How libraries are asked for `{}` where a part has no JSON Schema: zod, valibot, arktype. */
const lenient = {
  unrepresentable: "any",
  errorMode: "ignore",
  fallback: ({ base }: { readonly base?: JsonSchema }): JsonSchema => base ?? {},
};

/**
 * What a Standard Schema says of itself in JSON Schema, and TypeScript of the parts that have none, such as a date;
 * `undefined` where it says nothing.
 */
function ownSchema(model: StandardModel, writer: SchemaWriter): JsonSchema | undefined {
  const { jsonSchema } = schemaOf(model, writer.definitions);
  if (!jsonSchema) return undefined;
  const whole =
    asked(() => jsonSchema.input({ target })) ??
    asked(() => jsonSchema.input({ target, libraryOptions: lenient }));
  const { properties = {} } = (whole ?? {}) as { properties?: Readonly<Record<string, JsonSchema>> };
  const own = model.property === undefined ? whole : properties[model.property];
  return own && model.input ? filled(own, model.input, writer) : own;
}

/** That is how a library says that something has no JSON Schema: it throws. */
function asked(ask: () => JsonSchema): JsonSchema | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** `own` with what TypeScript knows of the parts of which it says nothing. */
function filled(own: JsonSchema, model: TypeModel, writer: SchemaWriter): JsonSchema {
  if (Object.keys(own).length === 0) return writer.write(model);
  const known = model.kind === "ref" ? writer.definitions[model.id]?.type : model;
  const { properties, items } = own as { properties?: Record<string, JsonSchema>; items?: JsonSchema };
  if (known?.kind === "array" && items) return { ...own, items: filled(items, known.items, writer) };
  if (known?.kind !== "object" || !properties) return own;
  const types = new Map(known.properties.map(({ name, type }) => [name, type]));
  const parts = Object.entries(properties).map(([name, part]) => {
    const type = types.get(name);
    return [name, type ? filled(part, type, writer) : part] as const;
  });
  return { ...own, properties: Object.fromEntries(parts) };
}

/** `schema` with its references to parts of itself, `#/$defs/Node`, led to where it stands in the document. */
function placed<T>(schema: T, place: () => string): T {
  if (Array.isArray(schema)) return schema.map((item) => placed(item, place)) as T;
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).map(([keyword, part]) => {
    const isOwn = keyword === "$ref" && /^#(\/\$defs\/|$)/.test(String(part));
    return [keyword, isOwn ? place() + String(part).slice(1) : placed(part, place)] as const;
  });
  return Object.fromEntries(entries) as T;
}

function validate(model: StandardModel, context: Context, value: unknown, run: Run): unknown {
  soften(run, coerced);
  const schema = schemaOf(model, context.definitions);
  const result = schema.validate(value);
  if (result instanceof Promise) {
    // Nobody will wait for it: its rejection must not end the process.
    result.catch(() => undefined);
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
    const known = (): JsonSchema => (model.input ? writer.write(model.input) : {});
    const { $schema: _, ...schema } = ownSchema(model, writer) ?? known();
    return placed(schema, () => writer.ref(model.schema));
  },
  check(model, context) {
    const read = context.from === "text" && model.input ? context.check(model.input) : undefined;
    return (value, run) => {
      const before = run.issues.length;
      const input = read ? read(value, run) : value;
      return run.issues.length === before ? validate(model, context, input, run) : input;
    };
  },
  write: () => writeNative,
  emitCheck: (model, input, emitter) => emitter.interpretCheck(model, input),
  emitWrite: (model, input, emitter) => emitter.interpretWrite(model, input),
  exact: () => undefined,
  plain: () => false,
  hasParts: () => false,
};
