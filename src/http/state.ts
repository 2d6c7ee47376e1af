/** Names a value that middleware hands on, and says its type: `const user = new StateKey<User>("user")`. */
export class StateKey<T> {
  /** For messages. */
  readonly name: string;
  /** For the compiler alone: keys of different values are of different types. */
  declare private readonly value: T;

  constructor(name: string) {
    this.name = name;
  }
}

/** What middleware hands on to the handlers and dependencies of one request, each value under its key. */
export class RequestState {
  readonly #values = new Map<object, unknown>();

  /** Throws a `TypeError` where nothing has set the value. */
  get<T>(key: StateKey<T>): T {
    if (!this.#values.has(key))
      throw new TypeError(`nothing has set "${key.name}" for this request; is its middleware in use?`);
    return this.#values.get(key) as T;
  }

  has(key: StateKey<unknown>): boolean {
    return this.#values.has(key);
  }

  set<T>(key: StateKey<T>, value: NoInfer<T>): this {
    this.#values.set(key, value);
    return this;
  }
}
