import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { TestContext } from "node:test";
import type { Handle } from "../../../src/http/engine.ts";
import { serve, type ServeOptions, type Server } from "../../../src/http/node/index.ts";

/** A client that says exactly what it is told to, byte for byte, and remembers all it has heard. */
export class Connection {
  readonly socket: Socket;
  /** What the server has said so far, as Latin-1. */
  heard = "";
  /** What ended the connection, if it was not an ordinary end. */
  error: NodeJS.ErrnoException | undefined = undefined;
  readonly closed: Promise<unknown>;

  constructor(server: Server) {
    this.socket = connect(server.port, server.host);
    this.socket.setEncoding("latin1");
    this.socket.on("data", (text: string) => (this.heard += text));
    this.socket.on("error", (error) => (this.error = error));
    this.closed = new Promise((resolve) => this.socket.once("close", resolve));
  }

  say(text: string): this {
    this.socket.write(text, "latin1");
    return this;
  }

  /** Resolves when the server has said something that matches; rejects when it has hung up before. */
  async hears(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.heard);
      if (match) return match;
      if (this.socket.destroyed) throw new Error(`the server hung up after ${JSON.stringify(this.heard)}`);
      await Promise.race([once(this.socket, "data"), this.closed]);
    }
  }

  /** Everything the server said until it hung up. */
  async all(): Promise<string> {
    await this.closed;
    return this.heard;
  }

  leave(): void {
    this.socket.destroy();
  }
}

/** Serves for one test; gives what opens a connection. */
export async function serving(
  t: TestContext,
  handle: Handle,
  options: ServeOptions = {},
): Promise<() => Connection> {
  const server = await serve(handle, { port: 0, grace: 0, ...options });
  t.after(() => server.close());
  return () => new Connection(server);
}

/** A connection of its own for one test. */
export async function connected(t: TestContext, handle: Handle, options?: ServeOptions): Promise<Connection> {
  const open = await serving(t, handle, options);
  return open();
}

/** The head of a request. */
export function head(method: string, target: string, ...fields: string[]): string {
  return [`${method} ${target} HTTP/1.1`, "Host: a", ...fields, "", ""].join("\r\n");
}
