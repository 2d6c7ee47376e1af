import type { TypeModel, UnionModel } from "../../contract/type-model.ts";
import { type Candidate, chooseBest, chooseFirst } from "../choice.ts";
import { literal } from "../emit.ts";
import type { Context, Emitter, JsonSchema, KindDefinition, SchemaWriter } from "../kind.ts";
import type { Check, Run, Write } from "../run.ts";
import { emitTagged, hasTags, tagged, tagLabel } from "./tagged.ts";

/** A union taken apart: what is null or undefined in it, and the rest, of which there is at least one. */
interface Plan {
  readonly takesNull: boolean;
  readonly takesUndefined: boolean;
  readonly members: readonly TypeModel[];
}

function planOf(model: UnionModel): Plan {
  const takesNull = model.members.some((member) => member.kind === "null");
  const takesUndefined = model.members.some((member) => member.kind === "undefined");
  const members = model.members.filter((member) => member.kind !== "null" && member.kind !== "undefined");
  if (members.length) return { takesNull, takesUndefined, members };
  return { takesNull, takesUndefined, members: [model.members[0] ?? { kind: "never" }] };
}

function label(model: UnionModel, context: Context): string {
  const { takesNull, members } = planOf(model);
  const labels = members.map((member) => context.label(member));
  const whole =
    labels.length === 1 ? labels[0] : (tagLabel(members, context) ?? `union[${labels.join(",")}]`);
  return takesNull ? `nullable[${whole}]` : String(whole);
}

/** Members without parts come first, so that what is exact is found at once; a plain string takes any text, so it is last. */
function candidates(members: readonly TypeModel[], context: Context): Candidate[] {
  const found = members.map((member, index) => {
    return { index, label: context.label(member), check: context.check(member), type: member };
  });
  const rank = ({ type }: { type: TypeModel }): number => {
    if (context.from === "text") return type.kind === "string" ? 1 : 0;
    return context.hasParts(type) ? 1 : 0;
  };
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** The check of the members that are neither null nor undefined. */
function checkMembers(members: readonly TypeModel[], context: Context): Check {
  const [only] = members;
  if (only && members.length === 1) return context.check(only);
  if (hasTags(members, context))
    return tagged(members, context, (member) => context.check(member), undefined);
  const ordered = candidates(members, context);
  const choose = context.from === "text" ? chooseFirst : chooseBest;
  return (value, run) => choose(ordered, value, run)?.value;
}

function writeMembers(members: readonly TypeModel[], context: Context): Write {
  const [only] = members;
  if (only && members.length === 1) return context.write(only);
  if (hasTags(members, context)) return tagged(members, context, (member) => context.write(member), "");
  const ordered = candidates(members, context);
  const writes = members.map((member) => context.write(member));
  return (value, run) => {
    const choice = chooseBest(ordered, value, run);
    return choice ? (writes[choice.index] as Write)(value, run) : "";
  };
}

/** No text expresses null, and JSON has no undefined but null. */
function besideNothing<T>(
  model: UnionModel,
  context: Context,
  task: (value: unknown, run: Run) => T,
  nothing: (value: null | undefined) => T,
): (value: unknown, run: Run) => T {
  const { takesNull, takesUndefined } = planOf(model);
  if (context.from === "text" || !(takesNull || takesUndefined)) return task;
  return (value, run) => {
    if (value === null) return nothing(takesNull ? null : undefined);
    if (value === undefined && takesUndefined) return nothing(undefined);
    return task(value, run);
  };
}

/** The conditions under which `input` is null or undefined, with the values that they stand for. */
function emitNothing(plan: Plan, input: string): (readonly [condition: string, value: string])[] {
  if (!plan.takesNull && !plan.takesUndefined) return [];
  const whenNull = [`${input} === null`, plan.takesNull ? "null" : "undefined"] as const;
  return plan.takesUndefined ? [whenNull, [`${input} === undefined`, "undefined"]] : [whenNull];
}

/** Emits the choice of the best match; gives its `part`. */
function emitBest(
  members: readonly TypeModel[],
  input: string,
  emitter: Emitter,
  part: "value" | "index",
): string {
  const { code, context } = emitter;
  const choose = code.constant(chooseBest);
  const ordered = candidates(members, context).map(({ index, label }) => {
    const check = emitter.checkFunction(members[index] as TypeModel);
    return `{ index: ${index}, label: ${literal(label)}, check: ${check} }`;
  });
  return emitter.call(`${choose}(${code.shared(`[${ordered.join(", ")}]`)}, ${input}, run)?.${part}`);
}

/** Emits the writing of the best match. */
function emitWriteBest(members: readonly TypeModel[], input: string, emitter: Emitter): string {
  const chosen = emitBest(members, input, emitter, "index");
  const branches = members.map(
    (member, index) => [`${chosen} === ${index}`, () => emitter.write(member, input)] as const,
  );
  return emitChain(emitter, branches, () => '""');
}

/** Emits a chain of conditions, each with what it gives, and what is left. */
function emitChain(
  emitter: Emitter,
  branches: readonly (readonly [condition: string, result: () => string])[],
  otherwise: () => string,
): string {
  const { code } = emitter;
  const result = code.variable("undefined");
  const [head, ...rest] = branches;
  if (!head) {
    code.line(`${result} = ${otherwise()};`);
    return result;
  }
  code.block(`if (${head[0]})`, () => code.line(`${result} = ${head[1]()};`));
  code.block("else", () => code.line(`${result} = ${emitChain(emitter, rest, otherwise)};`));
  return result;
}

function emitCheck(model: UnionModel, input: string, emitter: Emitter): string {
  const { code, context } = emitter;
  if (context.from === "text") return code.variable(emitter.interpretCheck(model, input));
  const plan = planOf(model);
  const { members } = plan;
  const [only] = members;
  const nothing = emitNothing(plan, input).map(([condition, value]) => [condition, () => value] as const);
  if (only && members.length === 1) return emitChain(emitter, nothing, () => emitter.check(only, input));
  if (hasTags(members, context)) {
    const check = (member: TypeModel): string => emitter.check(member, input);
    const interpreted = emitter.interpretCheck(model, input);
    return emitChain(emitter, nothing, () => emitTagged(members, input, emitter, check, interpreted));
  }
  const exact = members
    .map((member) => emitter.exact(member, input))
    .filter((condition) => condition !== undefined)
    .map((condition) => [condition, () => input] as const);
  return emitChain(emitter, [...nothing, ...exact], () => emitBest(members, input, emitter, "value"));
}

function emitWrite(model: UnionModel, input: string, emitter: Emitter): string {
  const plan = planOf(model);
  const { members } = plan;
  const [only] = members;
  const nothing = emitNothing(plan, input).map(([condition]) => [condition, () => '"null"'] as const);
  if (only && members.length === 1) return emitChain(emitter, nothing, () => emitter.write(only, input));
  if (hasTags(members, emitter.context)) {
    const interpreted = emitter.interpretWrite(model, input);
    const write = (member: TypeModel): string => emitter.write(member, input);
    return emitChain(emitter, nothing, () => emitTagged(members, input, emitter, write, interpreted));
  }
  const exact = members.flatMap((member) => {
    const condition = emitter.exact(member, input);
    return condition === undefined ? [] : [[condition, () => emitter.write(member, input)] as const];
  });
  return emitChain(emitter, [...nothing, ...exact], () => emitWriteBest(members, input, emitter));
}

function schema(model: UnionModel, writer: SchemaWriter): JsonSchema {
  const { takesNull, members } = planOf(model);
  const found = writer.discriminator(members);
  const schemas = members.map((member) => writer.write(member));
  const nothing = takesNull && members[0]?.kind !== "null" ? [{ type: "null" }] : [];
  if (found) {
    const choice = { oneOf: schemas, ...found };
    return takesNull ? { anyOf: [choice, ...nothing] } : choice;
  }
  const all = [...schemas, ...nothing];
  return all.length === 1 ? (all[0] as JsonSchema) : { anyOf: all };
}

/** Unions. */
export const unionKind: KindDefinition<UnionModel> = {
  label,
  schema,
  check: (model, context) =>
    besideNothing<unknown>(model, context, checkMembers(planOf(model).members, context), (value) => value),
  write: (model, context) =>
    besideNothing(model, context, writeMembers(planOf(model).members, context), () => "null"),
  emitCheck,
  emitWrite,
  exact: () => undefined,
  plain: (model, visit) => model.members.every((member) => visit.type(member)),
  hasParts: () => true,
};
