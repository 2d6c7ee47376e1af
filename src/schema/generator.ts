import type { TypeModel } from "../contract/type-model.ts";
import { Code, literal } from "./emit.ts";
import { fail } from "./errors.ts";
import type { Context, Emitter } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { type Check, maxDepth, prefix, within, type Write } from "./run.ts";

/** Writes the text of the functions that check, or write, the values of a type. */
export class Generator implements Emitter {
  readonly code: Code = new Code();
  readonly context: Context;
  readonly #checks = new Map<string, string>();
  readonly #writes = new Map<string, string>();

  constructor(context: Context) {
    this.context = context;
  }

  check(model: TypeModel, input: string): string {
    return kindOf(model).emitCheck(model, input, this);
  }

  write(model: TypeModel, input: string): string {
    return kindOf(model).emitWrite(model, input, this);
  }

  exact(model: TypeModel, input: string): string | undefined {
    return kindOf(model).exact(model, input, this);
  }

  interpretCheck(model: TypeModel, input: string): string {
    return this.#interpret(this.context.check(model), input);
  }

  interpretWrite(model: TypeModel, input: string): string {
    return this.#interpret(this.context.write(model), input);
  }

  #interpret(task: Check | Write, input: string): string {
    const name = this.code.constant(task);
    if (this.code.steps.length === 0) return `${name}(${input}, run)`;
    return `${this.code.constant(within)}(${name}, ${input}, run, ${this.code.path()})`;
  }

  checkFunction(model: TypeModel): string {
    if (!this.context.hasParts(model)) return this.code.constant(this.context.check(model));
    const name = this.code.name("f");
    this.code.function(name, () => this.check(model, "value"));
    return name;
  }

  writeCopy(model: TypeModel, input: string): string {
    const before = this.code.variable("run.issues.length");
    const copy = this.check(model, input);
    return this.code.variable(`run.issues.length === ${before} ? JSON.stringify(${copy}) : ""`);
  }

  call(expression: string): string {
    const { code } = this;
    if (code.steps.length === 0) return code.variable(expression);
    const before = code.variable("run.issues.length");
    const result = code.variable(expression);
    const place = `${code.constant(prefix)}(run.issues, ${before}, ${code.path()});`;
    code.line(`if (run.issues.length !== ${before}) ${place}`);
    return result;
  }

  checkNamed(id: string, input: string): string {
    const name = this.#named(id, this.#checks, "undefined", (type) => this.check(type, "value"));
    return this.call(`${name}(${input}, run)`);
  }

  writeNamed(id: string, input: string): string {
    const name = this.#named(id, this.#writes, literal(""), (type) => this.write(type, "value"));
    return this.call(`${name}(${input}, run)`);
  }

  #named(
    id: string,
    known: Map<string, string>,
    otherwise: string,
    emit: (type: TypeModel) => string,
  ): string {
    const found = known.get(id);
    if (found) return found;
    const { code } = this;
    const name = code.name("f");
    known.set(id, name);
    code.function(name, () => {
      code.block(`if (run.depth >= ${maxDepth})`, () => {
        code.line(`${code.constant(fail)}(run, "recursion_loop", value);`);
        code.line(`return ${otherwise};`);
      });
      code.line("run.depth++;");
      const result = code.variable(emit(this.context.definition(id).type));
      code.line("run.depth--;");
      return result;
    });
    return name;
  }

  /** The generated check of a type. */
  buildCheck(type: TypeModel): Check {
    return this.#build<Check>(() => this.check(type, "value"));
  }

  /** The generated writing of a type. */
  buildWrite(type: TypeModel): Write {
    return this.#build<Write>(() => this.write(type, "value"));
  }

  #build<T extends Check | Write>(body: () => string): T {
    const name = this.code.name("f");
    this.code.function(name, body);
    return this.code.build<T>(name);
  }
}
