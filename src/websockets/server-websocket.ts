import type { RawHeaders } from "../http/engine.ts";
import { HeaderList } from "../http/headers.ts";
import { type Closing, type Upgrade, UpgradeAborted, type WebSocketEnd } from "../http/websocket.ts";
import { checkCloseCode, checkReason } from "./close.ts";
import { WebSocketDisconnect } from "./exceptions.ts";
import { MessageSocket } from "./message-socket.ts";

/** How a route's WebSockets are kept. Times are in milliseconds. */
export interface WebSocketSettings {
  /** The subprotocols that are spoken. */
  readonly protocols: readonly string[];
  /** In bytes. */
  readonly messageLimit: number;
  readonly compression: boolean;
  readonly pingInterval: number;
  readonly pingTimeout: number;
}

/** What may be said when a WebSocket is accepted. */
export interface AcceptanceOptions {
  /** One of the subprotocols that the client offers; by default the first of them that the route speaks. */
  readonly protocol?: string;
  /** Added to the answer that opens the WebSocket. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The server's end of one WebSocket. It is accepted first; then messages are received one by one, and sent with
 * back-pressure. What cannot be received or sent any more throws a `WebSocketDisconnect`.
 * @source websocket
 */
export class ServerWebSocket extends MessageSocket {
  readonly #upgrade: Upgrade;
  readonly #settings: WebSocketSettings;
  readonly #prepared: () => RawHeaders;
  #end: WebSocketEnd | undefined = undefined;
  #accepting: Promise<void> | undefined = undefined;
  #refusal: Closing | undefined = undefined;
  #aborted: Closing | undefined = undefined;

  /** `prepared` gives the headers that a `Reply` was given. */
  constructor(upgrade: Upgrade, settings: WebSocketSettings, prepared: () => RawHeaders) {
    super();
    this.#upgrade = upgrade;
    this.#settings = settings;
    this.#prepared = prepared;
  }

  /** The subprotocols that the client offers, the one it likes best first. */
  get protocols(): readonly string[] {
    return this.#upgrade.protocols;
  }

  /** The subprotocol that is spoken; empty where none is, or while the WebSocket is not accepted. */
  get protocol(): string {
    return this.#end?.protocol ?? "";
  }

  /** It has been accepted, and may have ended since. */
  get accepted(): boolean {
    return this.#end !== undefined;
  }

  /** What it was closed with before it was accepted. */
  get refusal(): Closing | undefined {
    return this.#refusal;
  }

  /** How it has ended; `undefined` while it has not. */
  get closing(): Closing | undefined {
    return this.#end?.closing ?? this.#aborted ?? this.#refusal;
  }

  /** Opens the WebSocket. Throws a `TypeError` for a subprotocol that the client does not offer. */
  async accept({ protocol, headers = {} }: AcceptanceOptions = {}): Promise<void> {
    if (this.#accepting || this.#refusal) throw new Error("the WebSocket was accepted or refused already");
    if (protocol !== undefined && !this.protocols.includes(protocol))
      throw new TypeError(`the client does not offer the subprotocol ${JSON.stringify(protocol)}`);
    const list = new HeaderList();
    for (const [name, value] of Object.entries(headers)) list.append(name, value);
    const spoken = protocol ?? this.protocols.find((offered) => this.#settings.protocols.includes(offered));
    this.#accepting = this.#open(list.over(this.#prepared()), spoken);
    await this.#accepting;
  }

  /**
   * Ends the WebSocket, and resolves when the client has agreed, or is gone; one that is not accepted is refused with 403.
   * Nothing happens where it has ended already. Throws a `RangeError` as `WebSocketException` does.
   */
  async close(code: number = 1000, reason: string = ""): Promise<void> {
    checkCloseCode(code);
    checkReason(reason);
    if (this.#accepting) await this.#accepting;
    if (this.#end) await this.#end.close(code, reason);
    else this.#refusal ??= { code, reason };
  }

  async #open(headers: RawHeaders, protocol: string | undefined): Promise<void> {
    const { messageLimit, compression, pingInterval, pingTimeout } = this.#settings;
    try {
      this.#end = await this.#upgrade.accept({
        headers,
        messageLimit,
        compression,
        pingInterval,
        pingTimeout,
        ...(protocol !== undefined && { protocol }),
      });
    } catch (error) {
      if (!(error instanceof UpgradeAborted)) throw error;
      this.#aborted = { code: 1006, reason: "" };
      throw new WebSocketDisconnect(1006, "", { cause: error });
    }
  }

  protected override opened(): WebSocketEnd {
    if (!this.#end) throw new Error("accept() the WebSocket before messages are received or sent");
    return this.#end;
  }
}
