import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import { Inbox } from "../inbox.ts";
import { type Closing, highWater, type Message, type WebSocketEnd } from "../websocket.ts";

/** How a WebSocket is kept, in milliseconds. */
export interface KeepAlive {
  readonly pingInterval: number;
  readonly pingTimeout: number;
}

/** Codes for what a client does wrong, by the errors that `ws` closes with; any other is a breach of the protocol. */
const faults: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_INVALID_UTF8: 1007,
};

/** After so many messages that the network took at once, other work has its turn. */
const mostInTurn = 64;

const sent: Promise<void> = Promise.resolve();

/** The server's end of a WebSocket, over `ws`. */
export class NodeWebSocketEnd implements WebSocketEnd {
  readonly closed: Promise<Closing>;
  readonly #socket: WebSocket;
  readonly #inbox: Inbox;
  readonly #pulse: Pulse;
  #fault: Closing | undefined = undefined;
  #closes = false;
  #inTurn = 0;

  constructor(socket: WebSocket, connection: Duplex & { readonly bytesRead?: number }, times: KeepAlive) {
    this.#socket = socket;
    this.#inbox = new Inbox(() => this.#read());
    this.closed = this.#inbox.closed;
    this.#pulse = new Pulse(socket, () => connection.bytesRead ?? 0, times);
    socket.on("message", (data, isBinary) => this.#take(data, isBinary));
    socket.on("error", (error) => {
      this.#fault = { code: faultOf(error), reason: error.message };
    });
    socket.once("close", (code, reason) => {
      this.#pulse.stop();
      this.#inbox.end(this.#fault ?? { code, reason: reason.toString() });
    });
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  get closing(): Closing | undefined {
    return this.#inbox.closing;
  }

  receive(): Promise<Message | undefined> {
    return this.#inbox.next();
  }

  send(message: Message): Promise<void> {
    const socket = this.#socket;
    // While it is closing, a writer that goes on would keep the event loop, and with it the end, to itself.
    if (socket.readyState !== socket.OPEN) return this.closed.then(() => undefined);
    // Told only to whoever waits: that the message did not leave is seen by how the WebSocket ended.
    let wake: (() => void) | undefined;
    socket.send(message, { binary: typeof message !== "string" }, () => wake?.());
    if (socket.bufferedAmount < highWater) {
      this.#inTurn = (this.#inTurn + 1) % mostInTurn;
      return this.#inTurn > 0 ? sent : new Promise((resolve) => void setImmediate(resolve));
    }
    return new Promise((resolve) => {
      wake = resolve;
    });
  }

  async close(code: number, reason: string): Promise<void> {
    this.#closes = true;
    this.#inbox.clear();
    this.#socket.close(code, reason);
    await this.closed;
  }

  #take(data: RawData, isBinary: boolean): void {
    if (this.#closes) return;
    const bytes = data as Buffer;
    this.#inbox.add(
      isBinary ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes.toString(),
    );
    if (!this.#inbox.isFull || this.#socket.isPaused) return;
    this.#socket.pause();
    this.#pulse.hold();
  }

  #read(): void {
    this.#socket.resume();
    this.#pulse.go();
  }
}

function faultOf(error: Error): number {
  const { code } = error as NodeJS.ErrnoException;
  if (!code?.startsWith("WS_ERR_")) return 1006;
  return faults[code] ?? 1002;
}

/** Pings, and cuts off a client from which nothing comes any more. */
class Pulse {
  readonly #socket: WebSocket;
  readonly #bytesRead: () => number;
  readonly #timeout: number;
  readonly #timer: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined = undefined;
  #held = false;

  constructor(socket: WebSocket, bytesRead: () => number, { pingInterval, pingTimeout }: KeepAlive) {
    this.#socket = socket;
    this.#bytesRead = bytesRead;
    this.#timeout = pingTimeout;
    this.#timer = Number.isFinite(pingInterval) ? setInterval(() => this.#beat(), pingInterval) : undefined;
  }

  /** Nothing is read for a while, so an answer could not be seen. */
  hold(): void {
    this.#held = true;
    this.#forgive();
  }

  go(): void {
    this.#held = false;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#forgive();
  }

  /** Anything that arrives is a sign of life: the answer to a ping may be behind a long message. */
  #beat(): void {
    if (this.#deadline) return;
    const before = this.#bytesRead();
    this.#socket.ping();
    // That nobody is there any more still breaks the connection.
    if (this.#held) return;
    this.#deadline = setTimeout(() => {
      this.#deadline = undefined;
      if (this.#bytesRead() === before) this.#socket.terminate();
    }, this.#timeout);
  }

  #forgive(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }
}
