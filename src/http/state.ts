/** A key is a function of which only the identity and the result's type count. */
type Key<T> = (connection: never) => T;

/** What middleware hands on to the handlers and dependencies of one request, each value under its key. */
export class RequestState {
  readonly #values = new Map<object, unknown>();

  /** Throws a `TypeError` where nothing has set the value. */
  get<T>(key: Key<T>): T {
    if (!this.#values.has(key))
      throw new TypeError(`nothing has set "${key.name}" for this request; is its middleware in use?`);
    return this.#values.get(key) as T;
  }

  has(key: Key<unknown>): boolean {
    return this.#values.has(key);
  }

  set<T>(key: Key<T>, value: NoInfer<T>): this {
    this.#values.set(key, value);
    return this;
  }
}
