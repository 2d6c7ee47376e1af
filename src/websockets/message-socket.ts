import { parseJson } from "../http/json.ts";
import type { Closing, Message, WebSocketEnd } from "../http/websocket.ts";
import { toJson } from "../responses/json.ts";
import { reasonOf } from "./close.ts";
import { WebSocketDisconnect, WebSocketException } from "./exceptions.ts";

/** Messages over one end of a WebSocket. What cannot be received or sent any more throws a `WebSocketDisconnect`. */
export abstract class MessageSocket {
  /** The end, which must be open, or have been. */
  protected abstract opened(): WebSocketEnd;

  /** The next message: text as a string, or bytes. */
  async receive(): Promise<Message> {
    const end = this.opened();
    const message = await end.receive();
    if (message === undefined) throw disconnected(end.closing);
    return message;
  }

  /** The next message, which must be text; bytes throw a `WebSocketException` of 1003. */
  async receiveText(): Promise<string> {
    return asText(await this.receive());
  }

  /** The next message, which must be bytes; text throws a `WebSocketException` of 1003. */
  async receiveBytes(): Promise<Uint8Array> {
    return asBytes(await this.receive());
  }

  /** The value of the next message; one that is no JSON throws a `WebSocketException` of 1007. */
  async receiveJson(): Promise<unknown> {
    return jsonOf(await this.receive());
  }

  /** Sends text or bytes. Resolves when the next message can be sent: a client that reads slowly makes its senders wait. */
  async send(message: Message): Promise<void> {
    const end = this.opened();
    if (end.closing) throw disconnected(end.closing);
    await end.send(message);
  }

  sendText(text: string): Promise<void> {
    return this.send(text);
  }

  sendBytes(bytes: Uint8Array): Promise<void> {
    return this.send(bytes);
  }

  /** Sends a value as JSON text. Throws a `TypeError` for what JSON cannot hold. */
  async sendJson(value: unknown): Promise<void> {
    await this.send(toJson(value));
  }

  /** Every message from now on, until the WebSocket ends. */
  [Symbol.asyncIterator](): AsyncGenerator<Message, void, undefined> {
    return this.#each((message) => message);
  }

  /** Every message as text, as `receiveText` gives it. */
  iterText(): AsyncGenerator<string, void, undefined> {
    return this.#each(asText);
  }

  /** Every message as bytes, as `receiveBytes` gives it. */
  iterBytes(): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#each(asBytes);
  }

  /** The value of every message, as `receiveJson` gives it. */
  iterJson(): AsyncGenerator<unknown, void, undefined> {
    return this.#each(jsonOf);
  }

  async *#each<T>(read: (message: Message) => T): AsyncGenerator<T, void, undefined> {
    const end = this.opened();
    for (;;) {
      const message = await end.receive();
      if (message === undefined) return;
      yield read(message);
    }
  }
}

function disconnected(closing: Closing | undefined): WebSocketDisconnect {
  return new WebSocketDisconnect(closing?.code ?? 1006, closing?.reason);
}

/** A message that must be text. */
export function asText(message: Message): string {
  if (typeof message === "string") return message;
  throw new WebSocketException(1003, "text was expected, not bytes");
}

/** A message that must be bytes. */
export function asBytes(message: Message): Uint8Array {
  if (typeof message !== "string") return message;
  throw new WebSocketException(1003, "bytes were expected, not text");
}

/** The value of a message that must be JSON. */
export function jsonOf(message: Message, bigints: boolean = false): unknown {
  const result = parseJson(message, { bigints });
  if ("value" in result) return result.value;
  throw new WebSocketException(
    1007,
    reasonOf(`the message is no JSON: ${result.error} (at ${result.offset})`),
  );
}
