/** What is shown in the place of a secret. */
export const mask = "**********";

/**
 * A value that is not to be seen: a password, a token, a key. As text, as JSON and in a log it is `**********`; `reveal()`
 * gives the value itself. As a parameter or a property it is read as a `T` is: `password: Secret`, `key: Secret<Uint8Array>`.
 */
export class Secret<T extends string | Uint8Array = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself. */
  reveal(): T {
    return this.#value;
  }

  /** `**********`. */
  toString(): string {
    return mask;
  }

  /** `**********`. */
  toJSON(): string {
    return mask;
  }
}

/** What `console.log` and `util.inspect` of Node.js, Deno and Bun show. */
Object.defineProperty(Secret.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value: () => `Secret(${mask})`,
});
