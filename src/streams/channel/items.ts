import { ChannelGap } from "./event.ts";
import type { ChannelSubscription } from "./subscription.ts";

type Step<T> = IteratorResult<T, void>;

const done = { done: true, value: undefined } as const;

/** The items of a subscription alone: without ids and types of events, and without signs of what is missing. */
export class ChannelItems<T> implements AsyncGenerator<T, void, undefined> {
  readonly subscription: ChannelSubscription<T>;

  constructor(subscription: ChannelSubscription<T>) {
    this.subscription = subscription;
  }

  async next(): Promise<Step<T>> {
    for (;;) {
      const step = await this.subscription.next();
      if (step.done) return done;
      if (!(step.value instanceof ChannelGap)) return { done: false, value: step.value.data };
    }
  }

  async return(): Promise<Step<T>> {
    await this.subscription.return();
    return done;
  }

  async throw(error: unknown): Promise<Step<T>> {
    await this.subscription.return();
    throw error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.subscription.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
