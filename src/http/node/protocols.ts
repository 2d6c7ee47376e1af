import { createServer as createHttpServer, type Server as HttpServer, type ServerOptions } from "node:http";
import { performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { TLSSocket, TlsOptions } from "node:tls";

/** What a client that speaks HTTP/2 says first (RFC 9113 section 3.4), as far as no request of HTTP/1.1 begins like it. */
const preface = Buffer.from("PRI ");

/** How connections are told apart. Times are in milliseconds. */
export interface Protocols {
  /** Encrypts, and offers HTTP/2 by ALPN unless `http2` is off. */
  readonly tls: TlsOptions | undefined;
  /** Without TLS: also takes clients that speak HTTP/2 from the start. */
  readonly http2: boolean;
  readonly options: ServerOptions;
  /** For what a client says first. */
  readonly patience: number;
  /** A connection of HTTP/2 without a stream is closed after this time. */
  readonly idle: number;
  /** Takes one stream of a connection of HTTP/2. */
  stream(stream: ServerHttp2Stream, received: string[]): void;
}

/** A server for HTTP/1.1 that hands over the connections of HTTP/2. */
export class ProtocolServer {
  readonly http: HttpServer;
  /** The event that tells of a connection on which HTTP is spoken. */
  readonly event: "connection" | "secureConnection";
  readonly #protocols: Protocols;
  readonly #sessions = new Set<ServerHttp2Session>();
  #closing = false;

  constructor(protocols: Protocols) {
    const { tls, http2, options, patience } = protocols;
    this.#protocols = protocols;
    const offered = http2 ? ["h2", "http/1.1"] : ["http/1.1"];
    this.event = tls ? "secureConnection" : "connection";
    this.http = tls
      ? createHttpsServer({ handshakeTimeout: patience, ...options, ...tls, ALPNProtocols: offered })
      : createHttpServer(options);
    if (http2) this.#divert();
  }

  /** No new streams; those that are open go on. */
  close(): void {
    this.#closing = true;
    for (const session of this.#sessions) session.close();
  }

  /** Puts the choice before Node's own listener, which takes every connection for HTTP/1.1. */
  #divert(): void {
    const { http, event } = this;
    const takers = http.listeners(event);
    http.removeAllListeners(event);
    const speakHttp1 = (socket: Socket): void => {
      for (const take of takers) take.call(http, socket);
    };
    http.on(event, (socket: Socket) => {
      if (event === "secureConnection") {
        if ((socket as TLSSocket).alpnProtocol === "h2") this.#speakHttp2(socket);
        else speakHttp1(socket);
      } else this.#sniff(socket, speakHttp1);
    });
  }

  #sniff(socket: Socket, speakHttp1: (socket: Socket) => void): void {
    const timer = setTimeout(() => socket.destroy(), this.#protocols.patience);
    const settle = (): void => {
      clearTimeout(timer);
      socket.off("readable", look).off("end", leave).off("close", settle).off("error", ignore);
    };
    let said: Uint8Array = new Uint8Array();
    const look = (): void => {
      said = Buffer.concat([said, (socket.read() as Buffer | null) ?? new Uint8Array()]);
      const { length } = preface;
      const isPrefix = preface.subarray(0, said.length).equals(said.subarray(0, length));
      if (isPrefix && said.length < length) return;
      settle();
      socket.unshift(said);
      if (isPrefix) this.#speakHttp2(socket);
      else {
        speakHttp1(socket);
        socket.resume();
      }
    };
    const leave = (): void => void socket.destroy();
    // A connection that breaks this early has asked for nothing.
    const ignore = (): void => undefined;
    socket.on("readable", look).on("end", leave).on("close", settle).on("error", ignore);
  }

  #speakHttp2(socket: Socket): void {
    const session = performServerHandshake(socket, { settings: { maxConcurrentStreams: 128 } });
    this.#sessions.add(session);
    let open = 0;
    session.on("stream", (stream, _headers, _flags, received) => {
      open++;
      stream.once("close", () => open--);
      this.#protocols.stream(stream, received as unknown as string[]);
    });
    // A callback given to `setTimeout` would be called once only, be it in the middle of a long stream.
    session.setTimeout(this.#protocols.idle);
    session.on("timeout", () => {
      if (open === 0) session.close();
    });
    // What a client does to its own connection is told to its streams.
    session.on("error", () => session.destroy());
    session.once("close", () => this.#sessions.delete(session));
    if (this.#closing) session.close();
  }
}
