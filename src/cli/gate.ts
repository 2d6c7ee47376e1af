import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { listenFailure } from "./failure.ts";

/** Who takes the connections that come through a gate. */
export type Taker = (socket: Socket) => void;

/**
 * A listening socket that outlives the servers behind it: connections that come while no server is ready are held, in
 * order, until one is.
 */
export class Gate {
  readonly #server = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    this.admit(socket);
  });
  #held: Socket[] = [];
  #taker: Taker | undefined;

  /** Starts to listen; gives the port. Throws `Failure` where that is not possible. */
  async listen(port: number, host: string): Promise<number> {
    try {
      this.#server.listen(port, host);
      await once(this.#server, "listening");
    } catch (error) {
      throw listenFailure(error, host, port);
    }
    return (this.#server.address() as AddressInfo).port;
  }

  /** Gives every connection, those held first, to `taker`. */
  open(taker: Taker): void {
    this.#taker = taker;
    const held = this.#held;
    this.#held = [];
    for (const socket of held) taker(socket);
  }

  /** Holds the connections that come from now on. */
  hold(): void {
    this.#taker = undefined;
  }

  /** Lets a connection through, or holds it. */
  admit(socket: Socket): void {
    if (this.#taker) this.#taker(socket);
    else this.#held.push(socket);
  }

  /** Stops listening, and drops the connections that are still held. */
  close(): void {
    this.#server.close();
    for (const socket of this.#held) socket.destroy();
  }
}
