/** A function made from text; `undefined` where the platform forbids it. */
export type Generated = (...args: never) => unknown;

let allowed: boolean | undefined;

/** Whether this platform lets functions be made from text; edge runtimes and strict content policies do not. */
export function canGenerate(): boolean {
  if (allowed === undefined) {
    try {
      allowed = new Function("return true")() === true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      allowed = false;
    }
  }
  return allowed;
}

/** A string, number or boolean as a JavaScript literal. */
export function literal(value: string | number | boolean): string {
  return JSON.stringify(value);
}

/** The key of a property in an object literal; computed, so that `__proto__` is a property like any other. */
export function key(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : literal(name);
}

/** Leaves a loop once `limit` issues are found. */
export function stopAt(limit: number): string {
  return `if (run.issues.length >= ${limit}) break;`;
}

/** Several conditions that must all hold. */
export function every(...conditions: readonly (string | undefined)[]): string {
  return conditions.filter((condition) => condition !== undefined).join(" && ");
}

/** Several conditions of which one must hold, as one operand. */
export function some(...conditions: readonly string[]): string {
  return conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(" || ")})`;
}

/**
 * A program under way: statements go into the function being written, values of this process are bound by name. Every
 * name is chosen here, and text of a type's author enters only as a literal.
 */
export class Code {
  readonly #constants = new Map<unknown, string>();
  readonly #functions: string[] = [];
  #lines: string[] = [];
  #steps: string[] = [];
  #count = 0;

  /** Expressions of the steps from the value of the function being written to the value at hand. */
  get steps(): readonly string[] {
    return this.#steps;
  }

  name(prefix: string): string {
    this.#count++;
    return `${prefix}${this.#count}`;
  }

  /** The name under which the program knows a value of this process. */
  constant(value: unknown): string {
    const known = this.#constants.get(value);
    if (known) return known;
    const name = this.name("c");
    this.#constants.set(value, name);
    return name;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** A new variable that starts as `expression`. */
  variable(expression: string): string {
    const name = this.name("v");
    this.line(`let ${name} = ${expression};`);
    return name;
  }

  /** A statement with a block: `if (…)`, `else`, `for (…)`. */
  block(head: string, body: () => void): void {
    this.line(`${head} {`);
    body();
    this.line("}");
  }

  /** Writes `body` for a part of the value at hand. */
  inside<T>(step: string, body: () => T): T {
    this.#steps.push(step);
    const result = body();
    this.#steps.pop();
    return result;
  }

  /** The steps to the value at hand, then `more`, as an array. */
  path(...more: readonly string[]): string {
    return `[${[...this.#steps, ...more].join(", ")}]`;
  }

  /** Writes the function `name(value, run)`, whose `body` gives the expression that it returns. */
  function(name: string, body: () => string): void {
    const [lines, steps] = [this.#lines, this.#steps];
    [this.#lines, this.#steps] = [[], []];
    const result = body();
    this.#functions.push(`function ${name}(value, run) {\n${this.#lines.join("\n")}\nreturn ${result};\n}`);
    [this.#lines, this.#steps] = [lines, steps];
  }

  /** A constant of the whole program; `expression` may name its functions. */
  shared(expression: string): string {
    const name = this.name("s");
    this.#functions.push(`const ${name} = ${expression};`);
    return name;
  }

  /** The whole program's text. */
  text(entry: string): string {
    return `"use strict";\n${this.#functions.join("\n")}\nreturn ${entry};`;
  }

  /** Makes the program's function `entry`. */
  build<F extends Generated>(entry: string): F {
    const make = new Function(...this.#constants.values(), this.text(entry)) as (...values: unknown[]) => F;
    return make(...this.#constants.keys());
  }
}
