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
  readonly #purpose: "check" | "write";
  readonly #named = new Map<string, string>();

  constructor(context: Context, purpose: "check" | "write") {
    this.context = context;
    this.#purpose = purpose;
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

  call(expression: string): string {
    const { code } = this;
    if (code.steps.length === 0) return code.variable(expression);
    const before = code.variable("run.issues.length");
    const result = code.variable(expression);
    const place = `${code.constant(prefix)}(run.issues, ${before}, ${code.path()});`;
    code.line(`if (run.issues.length !== ${before}) ${place}`);
    return result;
  }

  callNamed(id: string, input: string): string {
    return this.call(`${this.#namedFunction(id)}(${input}, run)`);
  }

  #namedFunction(id: string): string {
    const known = this.#named.get(id);
    if (known) return known;
    const name = this.code.name("f");
    this.#named.set(id, name);
    const { type } = this.context.definition(id);
    this.code.function(name, () => {
      this.code.block(`if (run.depth >= ${maxDepth})`, () => {
        this.code.line(`${this.code.constant(fail)}(run, "recursion_loop", value);`);
        this.code.line(`return ${this.#purpose === "write" ? literal("") : "undefined"};`);
      });
      this.code.line("run.depth++;");
      const result = this.code.variable(this.#emit(type));
      this.code.line("run.depth--;");
      return result;
    });
    return name;
  }

  #emit(type: TypeModel): string {
    return this.#purpose === "check" ? this.check(type, "value") : this.write(type, "value");
  }

  /** The generated function `(value, run)` of the type. */
  build<T extends Check | Write>(type: TypeModel): T {
    const name = this.code.name("f");
    this.code.function(name, () => this.#emit(type));
    return this.code.build<T>(name);
  }
}
