/** A function that takes these arguments; what it gives is waited for, and not looked at. */
type Task<A extends readonly unknown[]> = (...args: A) => unknown;

/**
 * What is to be done when the response has ended: a handler or a dependency takes it to add tasks. They run one after the other,
 * when the dependencies have been cleaned up, also where the client has left; not where the request has failed. A task that
 * throws is reported, and the next one runs.
 * @source background
 */
export class BackgroundTasks {
  readonly #tasks: (BackgroundTasks | (() => unknown))[] = [];

  /** Adds a call: `tasks.add(sendMail, address, text)`. */
  add<A extends readonly unknown[]>(task: Task<A>, ...args: A): this {
    this.#tasks.push(() => task(...args));
    return this;
  }

  /** Adds all tasks of `others`, those that it will get later too. */
  include(others: BackgroundTasks): this {
    this.#tasks.push(others);
    return this;
  }

  /** Runs the tasks, those that they add on the way too; resolves when all have ended. `report` is told of what they throw. */
  async run(report: (error: unknown) => void): Promise<void> {
    for (let next = this.#tasks.shift(); next; next = this.#tasks.shift()) {
      try {
        await (next instanceof BackgroundTasks ? next.run(report) : next());
      } catch (error) {
        report(error);
      }
    }
  }
}

/** Tasks, or a single function as such. */
export function tasksOf(background: BackgroundTasks | (() => unknown)): BackgroundTasks {
  return background instanceof BackgroundTasks ? background : new BackgroundTasks().add(background);
}
