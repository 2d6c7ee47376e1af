import type { ListModel } from "../../contract/type-model.ts";
import { keywords } from "../annotations.ts";
import { holdsSecret } from "../conceal.ts";
import { every, literal, some, stopAt } from "../emit.ts";
import { fail, failValue } from "../errors.ts";
import type { Context, Emitter, JsonSchema, KindDefinition } from "../kind.ts";
import { type Check, isFull, maxIssues, near, type Run, soften, within, type Write } from "../run.ts";
import { Secret } from "../secret.ts";

/** The elements of an array, of a set, or, where values are text, of a single one. */
function elements(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof Set ? [...value] : undefined;
}

function textElements(value: unknown): readonly unknown[] | undefined {
  return typeof value === "string" ? [value] : elements(value);
}

function distinct(value: unknown): readonly unknown[] | undefined {
  const found = elements(value);
  return found && [...new Set(found)];
}

function elementsFrom(context: Context): typeof elements {
  return context.from === "text" ? textElements : elements;
}

/** What two elements have in common if they are equal as JSON, their secrets included. */
function identity(value: unknown): unknown {
  if (value instanceof Secret) return identity(value.reveal());
  if (typeof value !== "object" || value === null) return value;
  return JSON.stringify(value, function (this: Record<string, unknown>, name, written: unknown) {
    const part = this[name] instanceof Secret ? identity(this[name]) : written;
    if (typeof part === "bigint") return `${part}n`;
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function allDiffer(items: readonly unknown[]): boolean {
  return new Set(items.map(identity)).size === items.length;
}

function failLength(
  type: "too_short" | "too_long",
  model: ListModel,
  actual: number,
  input: unknown,
  run: Run,
): undefined {
  const field_type = model.kind === "set" ? "Set" : "List";
  const more = model.kind === "set" && type === "too_long";
  const limit = type === "too_long" ? { max_length: model.maxItems } : { min_length: model.minItems };
  return fail(run, type, input, { field_type, ...limit, actual_length: more ? null : actual });
}

function each<T>(items: readonly unknown[], task: (value: unknown, run: Run) => T, run: Run): T[] {
  const found: T[] = [];
  for (let at = 0; at < items.length && !isFull(run); at++) found.push(within(task, items[at], run, [at]));
  return found;
}

function checkArray(model: ListModel, context: Context): Check {
  const item = context.check(model.items);
  const { minItems = 0, maxItems = Infinity, uniqueItems = false } = model;
  const read = elementsFrom(context);
  return (value, run) => {
    const items = read(value);
    if (!items) return fail(run, "list_type", value);
    if (items.length > maxItems) return failLength("too_long", model, items.length, value, run);
    const before = run.issues.length;
    const found = each(items, item, run);
    if (run.issues.length !== before) return found;
    if (items.length < minItems) return failLength("too_short", model, items.length, value, run);
    if (uniqueItems && !allDiffer(found)) return failValue(run, "items should be unique", value);
    return found;
  };
}

function checkSet(model: ListModel, context: Context): Check {
  const item = context.check(model.items);
  const { minItems = 0, maxItems = Infinity } = model;
  const read = elementsFrom(context);
  return (value, run) => {
    const items = read(value);
    if (!items) return fail(run, "set_type", value);
    if (Array.isArray(value)) soften(run, near);
    const before = run.issues.length;
    const found = new Set<unknown>();
    for (const [at, element] of items.entries()) {
      if (isFull(run)) break;
      const failed = run.issues.length;
      const parsed = within(item, element, run, [at]);
      if (run.issues.length === failed) found.add(parsed);
      if (found.size > maxItems) {
        run.issues.length = before;
        return failLength("too_long", model, found.size, value, run);
      }
    }
    if (run.issues.length === before && found.size < minItems) {
      return failLength("too_short", model, found.size, value, run);
    }
    return found;
  };
}

function write(model: ListModel, context: Context): Write {
  const item = context.write(model.items);
  const { minItems = 0, maxItems = Infinity, uniqueItems = false } = model;
  // The texts of secrets are all alike.
  const comparable = uniqueItems && !holdsSecret(model.items, context.definitions);
  const read = model.kind === "set" ? distinct : elements;
  return (value, run) => {
    const items = read(value);
    if (!items) return fail(run, model.kind === "set" ? "set_type" : "list_type", value) ?? "";
    if (items.length > maxItems) return failLength("too_long", model, items.length, value, run) ?? "";
    const before = run.issues.length;
    const texts = each(items, item, run);
    if (run.issues.length !== before) return "";
    if (items.length < minItems) return failLength("too_short", model, items.length, value, run) ?? "";
    if (comparable && !allDiffer(texts.map((text) => JSON.parse(text) as unknown))) {
      return failValue(run, "items should be unique", value) ?? "";
    }
    return `[${texts.join(",")}]`;
  };
}

/** Emits the elements of `input` and the condition under which generated code takes them on. */
function emitElements(
  model: ListModel,
  input: string,
  read: typeof elements,
  emitter: Emitter,
): [string, string] {
  const { minItems, maxItems } = model;
  const items = emitter.code.variable(`${emitter.code.constant(read)}(${input})`);
  return [
    items,
    every(
      `${items} !== undefined`,
      minItems === undefined ? undefined : `${items}.length >= ${literal(minItems)}`,
      maxItems === undefined ? undefined : `${items}.length <= ${literal(maxItems)}`,
    ),
  ];
}

function emitLoop(items: string, emitter: Emitter, body: (item: string, at: string) => void): void {
  const { code } = emitter;
  const at = code.name("i");
  code.block(`for (let ${at} = 0; ${at} < ${items}.length; ${at}++)`, () => {
    code.line(stopAt(maxIssues));
    const item = code.variable(`${items}[${at}]`);
    code.inside(at, () => body(item, at));
  });
}

function emitCheck(model: ListModel, input: string, emitter: Emitter): string {
  const { code } = emitter;
  const set = model.kind === "set";
  const [items, fits] = emitElements(model, input, elementsFrom(emitter.context), emitter);
  const result = code.variable(set ? "new Set()" : "[]");
  code.block(`if (${fits})`, () => {
    const before = code.variable("run.issues.length");
    if (set) code.line(`if (Array.isArray(${input})) ${code.constant(soften)}(run, ${near});`);
    emitLoop(items, emitter, (item) => {
      const parsed = emitter.check(model.items, item);
      code.line(`${result}.${set ? "add" : "push"}(${parsed});`);
    });
    const broken = [
      ...(set && model.minItems !== undefined ? [`${result}.size < ${literal(model.minItems)}`] : []),
      ...(!set && model.uniqueItems ? [`!${code.constant(allDiffer)}(${result})`] : []),
    ];
    if (broken.length) {
      code.block(`if (run.issues.length === ${before} && ${some(...broken)})`, () =>
        code.line(`${result} = ${emitter.interpretCheck(model, input)};`),
      );
    }
  });
  code.block("else", () => code.line(`${result} = ${emitter.interpretCheck(model, input)};`));
  return result;
}

function emitWrite(model: ListModel, input: string, emitter: Emitter): string {
  if (emitter.context.isPlain(model)) return emitter.writeCopy(model, input);
  if (model.uniqueItems) return emitter.code.variable(emitter.interpretWrite(model, input));
  const { code } = emitter;
  const [items, fits] = emitElements(model, input, model.kind === "set" ? distinct : elements, emitter);
  const result = code.variable('"["');
  code.block(`if (${fits})`, () => {
    emitLoop(items, emitter, (item, at) => {
      code.line(`if (${at} !== 0) ${result} += ",";`);
      code.line(`${result} += ${emitter.write(model.items, item)};`);
    });
    code.line(`${result} += "]";`);
  });
  code.block("else", () => code.line(`${result} = ${emitter.interpretWrite(model, input)};`));
  return result;
}

/** `T[]` and `Set<T>`. */
export const listKind: KindDefinition<ListModel> = {
  label: (model, context) => `${model.kind === "set" ? "set" : "list"}[${context.label(model.items)}]`,
  schema: (model, writer): JsonSchema => ({
    items: writer.write(model.items),
    type: "array",
    ...keywords(model, ["minItems", "maxItems"]),
    ...(model.kind === "set" || model.uniqueItems ? { uniqueItems: true } : {}),
  }),
  check: (model, context) => (model.kind === "set" ? checkSet : checkArray)(model, context),
  write,
  emitCheck,
  emitWrite,
  exact: () => undefined,
  plain: (model, visit) => model.kind === "array" && visit.type(model.items),
  hasParts: () => true,
};
