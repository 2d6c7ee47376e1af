import type { DictionaryModel } from "../../contract/type-model.ts";
import { stopAt } from "../emit.ts";
import { fail } from "../errors.ts";
import { quote } from "../json-text.ts";
import type { Context, Emitter, JsonSchema, KindDefinition, SchemaWriter } from "../kind.ts";
import { define, isDictionary } from "../objects.ts";
import { type Check, isFull, maxIssues, type Run, within, type Write } from "../run.ts";

type Entries = Iterable<readonly [unknown, unknown]>;

function entries(value: unknown): Entries | undefined {
  if (value instanceof Map) return value;
  return isDictionary(value) ? Object.entries(value) : undefined;
}

function step(key: unknown): string | number {
  return typeof key === "number" ? key : String(key);
}

/** How keys are read, which are text; those of the program itself are taken as they are where any will do. */
function keyCheck({ keys }: DictionaryModel, context: Context): Check | undefined {
  if (keys) return context.ofText.check(keys);
  return context.from === "native" ? undefined : context.ofText.check({ kind: "string" });
}

/** Checks every key and does `task` for every value that is not undefined. */
function walk<T>(
  model: DictionaryModel,
  context: Context,
  task: (value: unknown, run: Run) => T,
): (value: unknown, run: Run) => (readonly [unknown, T])[] | undefined {
  const checkKey: Check = keyCheck(model, context) ?? ((key) => key);
  return (value, run) => {
    const found = entries(value);
    if (!found) return fail(run, "dict_type", value);
    const result: (readonly [unknown, T])[] = [];
    for (const [key, item] of found) {
      if (isFull(run)) break;
      if (item === undefined) continue;
      const parsed = within(checkKey, key, run, [step(key), "[key]"]);
      result.push([parsed, within(task, item, run, [step(key)])]);
    }
    return result;
  };
}

function check(model: DictionaryModel, context: Context): Check {
  const read = walk(model, context, context.check(model.values));
  return (value, run) => {
    const found = read(value, run) ?? [];
    if (model.kind === "map") return new Map(found);
    const result: Record<string, unknown> = {};
    for (const [key, item] of found) define(result, String(key), item);
    return result;
  };
}

function write(model: DictionaryModel, context: Context): Write {
  const read = walk(model, context, context.write(model.values));
  return (value, run) => {
    const found = read(value, run) ?? [];
    return `{${found.map(([key, text]) => `${quote(keyText(key))}:${text}`).join(",")}}`;
  };
}

function keyText(key: unknown): string {
  return key instanceof Date ? key.toISOString() : String(key);
}

/** Emits `each` for every entry of a plain object, with its parsed key; a Map is left to the interpreter. */
function emitWalk(
  model: DictionaryModel,
  input: string,
  emitter: Emitter,
  [result, interpreted]: readonly [string, string],
  each: (key: string, item: string) => void,
): void {
  const { code } = emitter;
  code.block(`if (${code.constant(isDictionary)}(${input}))`, () => {
    const key = code.name("k");
    code.block(`for (const ${key} of Object.keys(${input}))`, () => {
      code.line(stopAt(maxIssues));
      const item = code.variable(`${input}[${key}]`);
      code.block(`if (${item} !== undefined)`, () => {
        const parsed = emitKey(model, key, emitter);
        code.inside(key, () => each(parsed, item));
      });
    });
  });
  code.block("else", () => code.line(`${result} = ${interpreted};`));
}

/** Emits the reading of a key by the interpreter, which a key of any text seldom needs. */
function emitKey(model: DictionaryModel, key: string, { code, context }: Emitter): string {
  const check = keyCheck(model, context);
  if (!check) return key;
  const read = `${code.constant(within)}(${code.constant(check)}, ${key}, run, ${code.path(key, '"[key]"')})`;
  if (model.keys) return code.variable(read);
  code.line(`if (!${key}.isWellFormed()) ${read};`);
  return key;
}

function emitCheck(model: DictionaryModel, input: string, emitter: Emitter): string {
  const { code } = emitter;
  const interpreted = emitter.interpretCheck(model, input);
  const map = model.kind === "map";
  const result = code.variable(map ? "new Map()" : "{}");
  emitWalk(model, input, emitter, [result, interpreted], (key, item) => {
    const parsed = emitter.check(model.values, item);
    code.line(
      map
        ? `${result}.set(${key}, ${parsed});`
        : `${code.constant(define)}(${result}, ${model.keys ? `String(${key})` : key}, ${parsed});`,
    );
  });
  return result;
}

function emitWrite(model: DictionaryModel, input: string, emitter: Emitter): string {
  const { code } = emitter;
  const interpreted = emitter.interpretWrite(model, input);
  const [result, whole] = [code.variable('"{"'), code.variable("undefined")];
  emitWalk(model, input, emitter, [whole, interpreted], (key, item) => {
    const text = emitter.write(model.values, item);
    const own = model.keys ? `${code.constant(keyText)}(${key})` : key;
    const name = `${code.constant(quote)}(${own})`;
    code.line(`${result} += (${result} === "{" ? "" : ",") + ${name} + ":" + ${text};`);
  });
  return code.variable(`${whole} ?? ${result} + "}"`);
}

function schema(model: DictionaryModel, writer: SchemaWriter): JsonSchema {
  const values = writer.write(model.values);
  const keys = model.keys ? propertyNames(writer.write(model.keys)) : {};
  return { additionalProperties: Object.keys(values).length ? values : true, type: "object", ...keys };
}

/** Keys are text, so only what a schema says of text holds for them. */
function propertyNames(keys: JsonSchema): JsonSchema {
  return keys["type"] === "string" && Object.keys(keys).length > 1 ? { propertyNames: keys } : {};
}

/** `Record<string, T>` and `Map<K, T>`. */
export const dictionaryKind: KindDefinition<DictionaryModel> = {
  label: (model, context) =>
    `dict[${model.keys ? context.label(model.keys) : "str"},${context.label(model.values)}]`,
  schema,
  check,
  write,
  emitCheck,
  emitWrite,
  exact: () => undefined,
  plain: (model, visit) => model.kind === "record" && visit.type(model.values),
  hasParts: () => true,
};
