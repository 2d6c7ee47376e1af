type AnyGenerator = AsyncGenerator<unknown> | Generator<unknown>;

/** A generator object, as a dependency with clean-up returns it. */
export function isGenerator(value: unknown): value is AnyGenerator {
  const tag = Object.prototype.toString.call(value);
  return tag === "[object AsyncGenerator]" || tag === "[object Generator]";
}

/** The dependencies of one request that have clean-up, from their `yield` to the end of the response. */
export class Scope {
  readonly #entered: AnyGenerator[] = [];

  /** Runs a dependency up to its `yield` and gives what it yields. */
  async enter(generator: AnyGenerator): Promise<unknown> {
    const step = await generator.next();
    if (step.done) throw new Error("a dependency ended without a yield");
    this.#entered.push(generator);
    return step.value;
  }

  /** Throws an error into the dependencies, last first; gives the error that comes out of the first one. */
  async fail(error: unknown): Promise<unknown> {
    let current = error;
    for (const generator of this.#unwound()) {
      try {
        await generator.throw(current);
      } catch (thrown) {
        current = thrown;
      }
    }
    return current;
  }

  /** Lets the dependencies run on after their `yield`, last first; the first error is thrown when all have ended. */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const generator of this.#unwound()) {
      try {
        const step = await generator.next();
        if (!step.done) await generator.return(undefined);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  #unwound(): AnyGenerator[] {
    return this.#entered.splice(0).toReversed();
  }
}
