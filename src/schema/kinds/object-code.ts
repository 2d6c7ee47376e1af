import type { ObjectModel, TypeModel } from "../../contract/type-model.ts";
import { every, key, literal, stopAt } from "../emit.ts";
import { fail } from "../errors.ts";
import { quote } from "../json-text.ts";
import type { Emitter } from "../kind.ts";
import { define } from "../objects.ts";
import { maxIssues } from "../run.ts";
import {
  checking,
  isCertain,
  isRequired,
  missing,
  omission,
  type Part,
  partsOf,
  writing,
} from "./properties.ts";

/** The expression of a property's value. */
function emitRead(input: string, name: string, { code }: Emitter): string {
  const found = `${input}[${literal(name)}]`;
  if (!(name in Object.prototype)) return code.variable(found);
  return code.variable(`Object.hasOwn(${input}, ${literal(name)}) ? ${found} : undefined`);
}

/** Emits what happens with one part: `each` where it is there, its default or an issue where it is not. */
function emitPart<T>(
  part: Part<T>,
  input: string,
  emitter: Emitter,
  [each, otherwise]: readonly [(item: string) => void, (fallback: string) => void],
): void {
  const { code } = emitter;
  const { fallback } = part;
  const item = emitRead(input, part.name, emitter);
  code.block(`if (${item} !== undefined)`, () => {
    code.inside(literal(part.name), () => each(item));
  });
  if (fallback) code.block("else", () => otherwise(`${code.constant(fallback)}(run)`));
  else if (!part.optional) {
    const path = code.path(literal(part.name));
    code.block("else", () => code.line(`${code.constant(missing)}(${input}, run, ${path});`));
  }
}

/** Emits what happens with the properties that the type does not name. */
function emitRest(
  model: ObjectModel,
  input: string,
  { code }: Emitter,
  each?: (name: string, item: string, type: TypeModel) => void,
): void {
  const { additional, properties } = model;
  if (additional === undefined) return;
  const known = code.constant(new Set(properties.map((property) => property.name)));
  const name = code.name("k");
  code.block(`for (const ${name} of Object.keys(${input}))`, () => {
    code.line(stopAt(maxIssues));
    const item = code.variable(`${input}[${name}]`);
    code.line(`if (${known}.has(${name}) || ${item} === undefined) continue;`);
    if (additional) code.inside(name, () => each?.(name, item, additional));
    else code.line(`${code.constant(fail)}(run, "extra_forbidden", ${item}, undefined, ${code.path(name)});`);
  });
}

function isObjectCode(input: string, { context }: Emitter): string {
  return every(
    `typeof ${input} === "object"`,
    `${input} !== null`,
    `!Array.isArray(${input})`,
    ...(context.from === "native"
      ? [`!(Symbol.toStringTag in ${input})`, `!(${input} instanceof Date)`]
      : []),
  );
}

/** Emits the check of an object: its certain first properties make the literal, the others are added. */
export function emitCheck(model: ObjectModel, input: string, emitter: Emitter): string {
  const { code, context } = emitter;
  const parts = partsOf(model.properties, checking(context));
  const result = code.variable("undefined");
  code.block(`if (${isObjectCode(input, emitter)})`, () => {
    const values = parts.map((part) => emitValue(part, input, emitter));
    code.line(`run.fields += ${parts.filter(isRequired).length};`);
    const uncertain = parts.findIndex((part) => !isCertain(part));
    const head = uncertain < 0 ? parts.length : uncertain;
    const entries = parts.slice(0, head).map((part, at) => `${key(part.name)}: ${values[at]}`);
    code.line(`${result} = {${entries.join(", ")}};`);
    for (const [at, part] of parts.entries()) {
      if (at < head) continue;
      const set = assign(result, part.name, values[at] as string, emitter);
      code.line(isCertain(part) ? set : `if (${values[at]} !== undefined) ${set}`);
    }
    emitRest(model, input, emitter, (name, item, type) =>
      code.line(`${code.constant(define)}(${result}, ${name}, ${emitter.check(type, item)});`),
    );
  });
  code.block("else", () => code.line(`${result} = ${emitter.interpretCheck(model, input)};`));
  return result;
}

function assign(result: string, name: string, value: string, { code }: Emitter): string {
  if (name === "__proto__") return `${code.constant(define)}(${result}, ${literal(name)}, ${value});`;
  return `${result}[${literal(name)}] = ${value};`;
}

function emitValue(part: Part<unknown>, input: string, emitter: Emitter): string {
  const { code } = emitter;
  const value = code.variable("undefined");
  emitPart(part, input, emitter, [
    (item) => {
      if (!isRequired(part)) code.line("run.fields++;");
      code.line(`${value} = ${emitter.check(part.type, item)};`);
    },
    (fallback) => code.line(`${value} = ${fallback};`),
  ]);
  return value;
}

/** Whether JavaScript keeps the properties in the order of their declaration; names that are indices come first. */
function isInOrder({ additional, properties }: ObjectModel): boolean {
  return !additional && !properties.some(({ name }) => /^\d+$/.test(name));
}

/** Emits the writing of an object that must be known whole before its text can begin. */
function emitWhole(model: ObjectModel, input: string, emitter: Emitter): string {
  if (emitter.context.isPlain(model)) return emitter.writeCopy(model, input);
  return emitter.code.variable(emitter.interpretWrite(model, input));
}

/** Emits the writing of an object; from the first certain property on, every other begins with a comma. */
export function emitWrite(model: ObjectModel, input: string, emitter: Emitter): string {
  const { code, context } = emitter;
  if (!isInOrder(model)) return emitWhole(model, input, emitter);
  const parts = partsOf(model.properties, writing(context));
  const omits = omission(model, context);
  const result = code.variable('"{"');
  const comma = `(${result} === "{" ? "" : ",")`;
  code.block(`if (${isObjectCode(input, emitter)})`, () => {
    let begun = false;
    for (const [at, part] of parts.entries()) {
      const name = `${quote(part.name)}:`;
      const start = begun ? literal(`,${name}`) : at === 0 ? literal(name) : `${comma} + ${literal(name)}`;
      const add = (text: string): void => {
        if (!omits) return code.line(`${result} += ${start} + ${text};`);
        const own = code.variable(text);
        const isLeftOut = `${code.constant(omits)}(${literal(part.name)}, ${own})`;
        code.line(`if (!${isLeftOut}) ${result} += ${start} + ${own};`);
      };
      emitPart(part, input, emitter, [(item) => add(emitter.write(part.type, item)), add]);
      begun ||= !omits && isCertain(part);
    }
    emitRest(model, input, emitter);
    code.line(`${result} += "}";`);
  });
  code.block("else", () => code.line(`${result} = ${emitter.interpretWrite(model, input)};`));
  return result;
}
