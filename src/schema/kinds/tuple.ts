import type { TupleModel, TypeModel } from "../../contract/type-model.ts";
import { every, literal, stopAt } from "../emit.ts";
import { fail } from "../errors.ts";
import type { Context, Emitter, JsonSchema, KindDefinition } from "../kind.ts";
import { isFull, maxIssues, type Run, within } from "../run.ts";

function label(model: TupleModel, context: Context): string {
  const parts = model.items.map((item) => context.label(item));
  if (model.rest) parts.push(context.label(model.rest), "...");
  return `tuple[${parts.join(", ")}]`;
}

function schema(model: TupleModel, writer: { write(model: TypeModel): JsonSchema }): JsonSchema {
  const { items, required, rest } = model;
  return {
    ...(items.length ? { prefixItems: items.map((item) => writer.write(item)) } : {}),
    ...(rest ? { items: writer.write(rest) } : {}),
    type: "array",
    ...(required > 0 ? { minItems: required } : {}),
    ...(rest ? {} : { maxItems: items.length }),
  };
}

function elements(value: unknown, context: Context): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return context.from === "text" && typeof value === "string" ? [value] : undefined;
}

/** Does `each` for every element; what is missing is told, what is too much stops everything. */
function walk<T>(
  model: TupleModel,
  context: Context,
  tasks: { items: readonly ((value: unknown, run: Run) => T)[]; rest?: (value: unknown, run: Run) => T },
): (value: unknown, run: Run) => T[] | undefined {
  const { items: models, required, rest } = model;
  return (value, run) => {
    const items = elements(value, context);
    if (!items) return fail(run, "tuple_type", value);
    if (!rest && items.length > models.length) {
      const ctx = { field_type: "Tuple", max_length: models.length, actual_length: items.length };
      return fail(run, "too_long", value, ctx);
    }
    const found: T[] = [];
    for (let at = 0; at < Math.max(items.length, required); at++) {
      if (at >= models.length && isFull(run)) break;
      const task = tasks.items[at] ?? tasks.rest;
      if (at >= items.length) fail(run, "missing", value, undefined, [at]);
      else if (task) found.push(within(task, items[at], run, [at]));
    }
    return found;
  };
}

function tasks<T>(model: TupleModel, make: (model: TypeModel) => T): { items: readonly T[]; rest?: T } {
  const items = model.items.map(make);
  return model.rest ? { items, rest: make(model.rest) } : { items };
}

/** Emits `each` for every element that there is. */
function emitWalk(
  model: TupleModel,
  items: string,
  emitter: Emitter,
  each: (model: TypeModel, item: string) => void,
): void {
  const { code } = emitter;
  for (const [at, item] of model.items.entries()) {
    const emit = (): void => code.inside(literal(at), () => each(item, code.variable(`${items}[${at}]`)));
    if (at < model.required) emit();
    else code.block(`if (${items}.length > ${at})`, emit);
  }
  const { rest } = model;
  if (!rest) return;
  const at = code.name("i");
  code.block(`for (let ${at} = ${model.items.length}; ${at} < ${items}.length; ${at}++)`, () => {
    code.line(stopAt(maxIssues));
    code.inside(at, () => each(rest, code.variable(`${items}[${at}]`)));
  });
}

function fits(model: TupleModel, input: string): string {
  return every(
    `Array.isArray(${input})`,
    `${input}.length >= ${model.required}`,
    model.rest ? undefined : `${input}.length <= ${model.items.length}`,
  );
}

function emitCheck(model: TupleModel, input: string, emitter: Emitter): string {
  const { code } = emitter;
  const result = code.variable("[]");
  code.block(`if (${fits(model, input)})`, () =>
    emitWalk(model, input, emitter, (item, value) =>
      code.line(`${result}.push(${emitter.check(item, value)});`),
    ),
  );
  code.block("else", () => code.line(`${result} = ${emitter.interpretCheck(model, input)};`));
  return result;
}

function emitWrite(model: TupleModel, input: string, emitter: Emitter): string {
  const { code } = emitter;
  const result = code.variable('""');
  code.block(`if (${fits(model, input)})`, () => {
    emitWalk(model, input, emitter, (item, value) => {
      const text = emitter.write(item, value);
      code.line(`${result} += (${result} === "" ? "[" : ",") + ${text};`);
    });
    code.line(`${result} = ${result} === "" ? "[]" : ${result} + "]";`);
  });
  code.block("else", () => code.line(`${result} = ${emitter.interpretWrite(model, input)};`));
  return result;
}

/** Tuples. */
export const tupleKind: KindDefinition<TupleModel> = {
  label,
  schema,
  check: (model, context) =>
    walk(
      model,
      context,
      tasks(model, (item) => context.check(item)),
    ),
  write: (model, context) => {
    const items = walk(
      model,
      context,
      tasks(model, (item) => context.write(item)),
    );
    return (value, run) => `[${items(value, run)?.join(",") ?? ""}]`;
  },
  emitCheck,
  emitWrite,
  exact: () => undefined,
  plain: (model, visit) =>
    model.items.every((item) => visit.type(item)) && (!model.rest || visit.type(model.rest)),
  hasParts: () => true,
};
