import { highWater, type Closing, type Message } from "./websocket.ts";

/** So many messages may wait, however short they are. */
const mostMessages = 256;

/** Messages that one end of a WebSocket has got and nobody has asked for yet, and how it ended. */
export class Inbox {
  readonly closed: Promise<Closing>;
  readonly #ended = Promise.withResolvers<Closing>();
  readonly #onRoom: () => void;
  readonly #waiting: ((message: Message | undefined) => void)[] = [];
  #messages: Message[] = [];
  #size = 0;
  #closing: Closing | undefined = undefined;

  /** `onRoom` is called when a full inbox is no longer full. */
  constructor(onRoom: () => void) {
    this.closed = this.#ended.promise;
    this.#onRoom = onRoom;
  }

  get closing(): Closing | undefined {
    return this.#closing;
  }

  /** No more should come until somebody has read. */
  get isFull(): boolean {
    return this.#size >= highWater || this.#messages.length >= mostMessages;
  }

  add(message: Message): void {
    if (this.#closing) return;
    const reader = this.#waiting.shift();
    if (reader) reader(message);
    else {
      this.#messages.push(message);
      this.#size += message.length;
    }
  }

  /** Nothing more will come; what is here can still be read. Only the first end counts. */
  end(closing: Closing): void {
    if (this.#closing) return;
    this.#closing = closing;
    for (const reader of this.#waiting.splice(0)) reader(undefined);
    this.#ended.resolve(closing);
  }

  /** Forgets what nobody will read. */
  clear(): void {
    const wasFull = this.isFull;
    this.#messages = [];
    this.#size = 0;
    if (wasFull) this.#onRoom();
  }

  next(): Promise<Message | undefined> {
    const wasFull = this.isFull;
    const message = this.#messages.shift();
    if (message === undefined) {
      return this.#closing
        ? Promise.resolve(undefined)
        : new Promise((resolve) => this.#waiting.push(resolve));
    }
    this.#size -= message.length;
    if (wasFull && !this.isFull) this.#onRoom();
    return Promise.resolve(message);
  }
}
