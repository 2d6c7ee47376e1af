import { DecoratedExchange } from "./decorated-exchange.ts";
import type { Exchange } from "./engine.ts";

/** An exchange as an app sees it that stands at a prefix: its target begins after the prefix, which its root path ends with. */
export class MountedExchange extends DecoratedExchange {
  readonly #length: number;

  /** `length` is that of the prefix in the target as it was received. */
  constructor(inner: Exchange, length: number) {
    super(inner);
    this.#length = length;
  }

  override get target(): string {
    return this.inner.target.slice(this.#length);
  }

  override get rootPath(): string {
    return this.inner.rootPath + this.inner.target.slice(0, this.#length);
  }
}
