import type { Socket } from "node:net";

/**
 * Finds out a client that takes nothing though what is written to it still finds room. The timeout of a socket does not: each
 * write, a heartbeat too, counts as activity.
 */
export class Stall {
  readonly #milliseconds: number;
  #since = 0;
  #taken = 0;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Asked before each write: whether nothing that waits has been taken for too long. */
  isOver(socket: Socket): boolean {
    if (socket.writableLength === 0) {
      this.#since = 0;
      return false;
    }
    const now = performance.now();
    if (this.#since > 0 && now - this.#since < this.#milliseconds) return false;
    const taken = socket.bytesWritten - socket.writableLength;
    const isOver = this.#since > 0 && taken === this.#taken;
    this.#since = now;
    this.#taken = taken;
    return isOver;
  }
}
