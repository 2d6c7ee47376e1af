import type { OpenedInMemory } from "../http/memory.ts";
import { webHeaders } from "../http/headers.ts";
import type { Closing, Message, WebSocketEnd } from "../http/websocket.ts";
import { MessageSocket } from "../websockets/message-socket.ts";

/** The app has answered in place of opening a WebSocket. */
export class WebSocketDenied extends Error {
  override readonly name = "WebSocketDenied";
  readonly response: Response;

  constructor(response: Response) {
    super(`the WebSocket was refused with ${response.status}`);
    this.response = response;
  }
}

/** The client's end of a WebSocket in a test. What cannot be received or sent any more throws a `WebSocketDisconnect`. */
export class TestWebSocket extends MessageSocket {
  /** Of the answer that opened it. */
  readonly headers: Headers;
  readonly #end: WebSocketEnd;
  readonly #raised: readonly unknown[];

  /** `raised` holds the errors of the server, which are thrown where something is received in vain. */
  constructor({ end, headers }: OpenedInMemory, raised: readonly unknown[]) {
    super();
    this.#end = end;
    this.headers = webHeaders(headers);
    this.#raised = raised;
  }

  /** The subprotocol that is spoken; empty where none is. */
  get protocol(): string {
    return this.#end.protocol;
  }

  /** Resolves when it has ended, with the code and the reason. */
  get closed(): Promise<Closing> {
    return this.#end.closed;
  }

  override async receive(): Promise<Message> {
    const message = await this.#end.receive();
    if (message !== undefined) return message;
    if (this.#raised.length > 0) throw this.#raised[0];
    return super.receive();
  }

  /** Leaves with a code and a reason. */
  async close(code: number = 1000, reason: string = ""): Promise<void> {
    await this.#end.close(code, reason);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  protected override opened(): WebSocketEnd {
    return this.#end;
  }
}
