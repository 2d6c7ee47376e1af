import { checkCloseCode, checkReason } from "./close.ts";

/**
 * Thrown to end a WebSocket with a code and a reason (RFC 6455 section 7.4). Before it is accepted the client is answered 403
 * with the reason as detail. Throws a `RangeError` for a code that may not be sent, or a reason of more than 123 bytes.
 */
export class WebSocketException extends Error {
  override readonly name: string = "WebSocketException";
  readonly code: number;
  readonly reason: string;

  constructor(code: number, reason: string = "", options?: ErrorOptions) {
    checkCloseCode(code);
    checkReason(reason);
    super(reason === "" ? `the WebSocket is closed with ${code}` : reason, options);
    this.code = code;
    this.reason = reason;
  }
}

/**
 * The WebSocket has ended, so nothing more can be received or sent: with the code and reason of the close frame, 1005 where
 * it had no code, 1006 where the connection broke. A handler that lets it go has ended as it should.
 */
export class WebSocketDisconnect extends Error {
  override readonly name: string = "WebSocketDisconnect";
  readonly code: number;
  readonly reason: string;

  constructor(code: number, reason: string = "", options?: ErrorOptions) {
    super(`the WebSocket has ended with ${code}${reason === "" ? "" : `: ${reason}`}`, options);
    this.code = code;
    this.reason = reason;
  }
}
