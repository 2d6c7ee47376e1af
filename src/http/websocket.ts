/** A whole message of a WebSocket: text, or bytes. */
export type Message = string | Uint8Array;

/**
 * How a WebSocket ended (RFC 6455 section 7.4): the code and reason of the close frame, 1005 where it had none, 1006 where
 * the connection broke without one.
 */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** How a WebSocket is opened and kept. Times are in milliseconds. */
export interface AcceptOptions {
  /** The subprotocol that is spoken: one of those offered. */
  readonly protocol?: string;
  /** Added to the answer that opens the WebSocket: name, value, name, value… */
  readonly headers: readonly string[];
  /** The longest message that is taken, in bytes; a longer one closes with 1009. */
  readonly messageLimit: number;
  /** Messages of 1 KiB and more are compressed where the other end can (RFC 7692). */
  readonly compression: boolean;
  /** The time between two pings; `Infinity` for none. */
  readonly pingInterval: number;
  /** A client from which nothing came for so long after a ping is cut off. */
  readonly pingTimeout: number;
}

/** What a client asks for that wants a WebSocket instead of an answer (RFC 6455 section 4). */
export interface Upgrade {
  /** The subprotocols that the client offers, the one it likes best first. */
  readonly protocols: readonly string[];
  /** Opens the WebSocket. Rejects with `UpgradeAborted` where the client has left, or breaks the rules. */
  accept(options: AcceptOptions): Promise<WebSocketEnd>;
}

/** One end of an open WebSocket. Messages are pulled: a reader who stalls makes the other end wait. */
export interface WebSocketEnd {
  /** The subprotocol; empty where none was agreed on. */
  readonly protocol: string;
  /** How it ended; `undefined` while it is open. */
  readonly closing: Closing | undefined;
  /** Resolves when it has ended, for both ends or for this one alone. */
  readonly closed: Promise<Closing>;
  /** The next message, or `undefined` when it has ended and every message before that was given. */
  receive(): Promise<Message | undefined>;
  /**
   * Sends a message. Resolves at once while little waits to be sent, else when this message was handed to the network, or
   * the WebSocket has ended. What is sent to an ended one is dropped.
   */
  send(message: Message): Promise<void>;
  /**
   * Starts the closing handshake and resolves when it is over, or was given up. `code` is one that may be sent (RFC 6455
   * section 7.4), `reason` is at most 123 bytes of UTF-8.
   */
  close(code: number, reason: string): Promise<void>;
}

/** The client left before its WebSocket was open, or asked for it in a way that cannot be understood. */
export class UpgradeAborted extends Error {
  override readonly name = "UpgradeAborted";

  constructor(options?: ErrorOptions) {
    super("the client left before its WebSocket was open", options);
  }
}

/** Bytes that may wait in a WebSocket, either way, before its writer has to. */
export const highWater: number = 64 * 1024;
