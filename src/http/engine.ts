import type { RequestState } from "./state.ts";
import type { Upgrade } from "./websocket.ts";

/** Header fields as HTTP has them: name, value, name, value… in wire order, repeats kept. */
export type RawHeaders = readonly string[];

/** What a body is made of; a string stands for its UTF-8 bytes. */
export type Chunk = string | Uint8Array;

/** A sequence of chunks that is pulled: a generator object, or anything iterable. */
export type Chunks = AsyncIterable<Chunk> | Iterable<Chunk>;

/**
 * One request and the place for its answer: what an engine gives and takes. Every member is lazy; nothing is parsed or
 * made before it is asked for. Exactly one of `send`, `stream` and `upgrade.accept` is called, once.
 */
export interface Exchange {
  readonly method: string;
  /** The path and query as received: `/items/3?q=a`. Always starts with `/`, or is `*` for a server-wide OPTIONS. */
  readonly target: string;
  /** What stood before `target` in the path that the client asked for, such as `/admin` in an app that is mounted there; else `""`. */
  readonly rootPath: string;
  readonly rawHeaders: RawHeaders;
  /** The address of the client: of the other end of the connection, unless a proxy there is trusted to say whom it speaks for. */
  readonly remoteAddress: string | undefined;
  /** The address of the other end of the connection, a proxy or not; `undefined` where the engine cannot know. */
  readonly peerAddress: string | undefined;
  /** The connection itself is encrypted. */
  readonly secure: boolean;

  /**
   * There where the client asks for a WebSocket. It may be ignored (RFC 9110 section 7.8): `send` and `stream` answer as
   * they do any other request. A WebSocket ends the exchange when it ends, whoever ended it.
   */
  readonly upgrade?: Upgrade | undefined;

  /** What middleware hands on to the handlers of the request; made by whoever first asks for it. */
  state?: RequestState | undefined;

  /** One header by its lower-case name; repeats joined as RFC 9110 section 5.3 says. */
  header(name: string): string | undefined;

  /** Each value of one header by its lower-case name, in wire order; joined to one where the engine gets them so. */
  headerValues(name: string): readonly string[];

  /**
   * The whole body, at most `limit` bytes. Throws `BodyTooLarge`, `BodyTimeout`, or `BodyAborted` when the client left
   * or sent less than it said. A second call gives the same bytes, within a limit of its own.
   */
  readBody(limit: number): Promise<Uint8Array>;

  /** The body as it comes, with back-pressure; the same errors, thrown where the limit is passed. */
  streamBody(limit: number): AsyncIterable<Uint8Array>;

  /** Aborted when the client has left before the response was finished; never merely because the request has ended. */
  readonly signal: AbortSignal;

  /**
   * Answers with one body, or none (`null`), in one write. The engine adds `Content-Length` (also to HEAD, where it sends
   * no body, and where a given one stands), unless the status has no body (1xx, 204, 205, 304), and `Date`. A `string` is
   * sent as UTF-8. Throws, before anything is sent, where status or headers cannot be sent.
   */
  send(status: number, headers: RawHeaders, body: Chunk | null): void;

  /**
   * Answers with chunks, each pulled only when the client can take it. Resolves when the response has ended, sent whole or
   * left by the client, and the sequence has been let go. When the client leaves, the iterator's `return()` is called at
   * once, and what it gives is awaited; an `AbortError` out of the sequence is then no failure. When the sequence throws,
   * what it has yielded is sent and the connection is cut, so that the client cannot take the part for the whole (RFC 9112
   * section 8), and the promise is rejected with that error; so it is where the chunks do not add up to a given
   * `Content-Length`. For HEAD, and for a status without a body, nothing is pulled and `return()` is called. Where the head
   * cannot be sent, the answer is a bare 500 and the promise is rejected.
   */
  stream(status: number, headers: RawHeaders, chunks: Chunks): Promise<void>;

  /**
   * Calls back if the server stops while the response is under way, with the milliseconds until the connection is cut. Each
   * exchange has its turn, since a client that is sent away comes back. Never where an engine knows of no stop.
   */
  onStop(callback: (milliseconds: number) => void): void;

  /** Calls back once, when the response has ended: its last byte was handed to the network, or the client has left. */
  onEnd(callback: () => void): void;
}

/** Answers one exchange; must not throw, and must end in one `send` or `stream`. */
export type Handle = (exchange: Exchange) => void;

/** The body is longer than the limit allows: 413. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";

  constructor(limit: number) {
    super(`the body is longer than ${limit} bytes`);
  }
}

/** The body did not arrive in time: 408. */
export class BodyTimeout extends Error {
  override readonly name = "BodyTimeout";

  constructor(milliseconds: number) {
    super(`the body did not arrive within ${milliseconds} ms`);
  }
}

/** The client left, or ended the body early: nobody is there to be answered. */
export class BodyAborted extends Error {
  override readonly name = "BodyAborted";

  constructor(options?: ErrorOptions) {
    super("the client left before its body had ended", options);
  }
}
