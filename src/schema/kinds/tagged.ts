import type { TypeModel } from "../../contract/type-model.ts";
import { type Discriminator, findDiscriminator, type Tag } from "../discriminator.ts";
import { every, literal } from "../emit.ts";
import { fail, pythonText } from "../errors.ts";
import type { Context, Emitter } from "../kind.ts";
import { isObject, read } from "../objects.ts";
import { type Run, within } from "../run.ts";

type Task<T> = (value: unknown, run: Run) => T;

/** Whether a property tells the members of a union apart. */
export function hasTags(members: readonly TypeModel[], context: Context): boolean {
  return findDiscriminator(members, context.definitions) !== undefined;
}

/** pydantic's name of a union whose members have tags: each member's name, once for every tag. */
export function tagLabel(members: readonly TypeModel[], context: Context): string | undefined {
  const found = findDiscriminator(members, context.definitions);
  const labels = found?.members.flatMap(({ type, tags }) => tags.map(() => context.label(type)));
  return labels && `tagged-union[${labels.join(",")}]`;
}

function discriminator(members: readonly TypeModel[], context: Context): Discriminator {
  const found = findDiscriminator(members, context.definitions);
  if (!found) throw new Error("The union has no discriminator.");
  return found;
}

function step(tag: Tag): string | number {
  return typeof tag === "boolean" ? pythonText(tag) : tag;
}

function failTag(name: string, tag: unknown, expected: readonly Tag[], value: unknown, run: Run): undefined {
  const quoted = pythonText(name);
  if (tag === undefined) return fail(run, "union_tag_not_found", value, { discriminator: quoted });
  return fail(run, "union_tag_invalid", value, {
    discriminator: quoted,
    tag: typeof tag === "string" ? tag : pythonText(tag),
    expected_tags: expected.map((own) => pythonText(own)).join(", "),
  });
}

/** Does the task of the member that the value's tag names. */
export function tagged<T>(
  members: readonly TypeModel[],
  context: Context,
  make: (member: TypeModel) => Task<T>,
  otherwise: T,
): Task<T> {
  const { name, members: known } = discriminator(members, context);
  const tasks = new Map<unknown, { task: Task<T>; tag: Tag }>();
  for (const { type, tags } of known) {
    const task = make(type);
    for (const tag of tags) tasks.set(context.from === "text" ? String(tag) : tag, { task, tag });
  }
  const expected = known.flatMap(({ tags }) => tags);
  return (value, run) => {
    if (!isObject(value)) return fail(run, "model_attributes_type", value) ?? otherwise;
    const tag = read(value, name);
    const found = tasks.get(tag);
    if (!found) return failTag(name, tag, expected, value, run) ?? otherwise;
    return within(found.task, value, run, [step(found.tag)]);
  };
}

/** Emits the task of the member that the value's tag names; what has none is left to the interpreter. */
export function emitTagged(
  members: readonly TypeModel[],
  input: string,
  emitter: Emitter,
  emit: (member: TypeModel) => string,
  interpreted: string,
): string {
  const { code, context } = emitter;
  const { name, members: known } = discriminator(members, context);
  const object = every(`typeof ${input} === "object"`, `${input} !== null`, `!Array.isArray(${input})`);
  const own = name in Object.prototype ? ` && Object.hasOwn(${input}, ${literal(name)})` : "";
  const tag = code.variable(`${object}${own} ? ${input}[${literal(name)}] : undefined`);
  const result = code.variable("undefined");
  code.block(`switch (${tag})`, () => {
    for (const { type, tags } of known) {
      for (const own of tags) code.line(`case ${literal(own)}:`);
      code.block("", () => {
        code.inside(tags.length === 1 ? literal(step(tags[0] as Tag)) : tag, () =>
          code.line(`${result} = ${emit(type)};`),
        );
        code.line("break;");
      });
    }
    code.line(`default: ${result} = ${interpreted};`);
  });
  return result;
}
