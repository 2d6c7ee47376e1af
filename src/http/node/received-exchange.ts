import type { RawHeaders } from "../engine.ts";
import { headerValues, joinedHeader } from "../headers.ts";
import type { IncomingBody } from "./read.ts";

/** What exchanges of every version of HTTP have in common: the request, as it came over a connection. It has no fields of its own. */
export abstract class ReceivedExchange {
  abstract readonly rawHeaders: RawHeaders;
  abstract readonly remoteAddress: string | undefined;

  /** The body, which is made ready when it is first asked for. */
  protected abstract incoming(): IncomingBody;

  get rootPath(): string {
    return "";
  }

  get peerAddress(): string | undefined {
    return this.remoteAddress;
  }

  header(name: string): string | undefined {
    return joinedHeader(this.rawHeaders, name);
  }

  headerValues(name: string): readonly string[] {
    return headerValues(this.rawHeaders, name);
  }

  readBody(limit: number): Promise<Uint8Array> {
    return this.incoming().read(limit);
  }

  streamBody(limit: number): AsyncIterable<Uint8Array> {
    return this.incoming().stream(limit);
  }
}
