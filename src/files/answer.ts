import { byteranges } from "../http/byteranges.ts";
import type { Chunk, Chunks, Exchange } from "../http/engine.ts";
import { HeaderList } from "../http/headers.ts";
import { isSameVersion, preconditionStatus, type Validators } from "../http/preconditions.ts";
import { type ByteRange, contentRange, lengthOf, parseRange } from "../http/range.ts";
import { partOf, partsOf } from "./contents.ts";
import type { OpenFile } from "./open-file.ts";

/** What an exchange is answered with. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Chunk | Chunks | null;
}

/** What is said with a file. */
export interface Said {
  readonly status: number;
  /** They go before those that follow from the file. */
  readonly headers: HeaderList;
  /** The content coding that the file is in. */
  readonly coding?: string | undefined;
  /** Another client may be sent the file in another coding. */
  readonly varies?: boolean;
}

/**
 * Answers with a file as RFC 9110 has it: all of it, the parts that were asked for, or that the client has it already. The
 * file is closed when the exchange has ended.
 */
export async function answerWith(file: OpenFile, exchange: Exchange, said: Said): Promise<Answer> {
  exchange.onEnd(() => file.close());
  const answer = await answerOf(file, exchange, said);
  if (answer.body === null || answer.body instanceof Uint8Array) file.close();
  return answer;
}

async function answerOf(file: OpenFile, exchange: Exchange, said: Said): Promise<Answer> {
  const headers = headersOf(file, said);
  const isRead = exchange.method === "GET" || exchange.method === "HEAD";
  if (said.status !== 200 || !isRead) return whole(file, exchange, said.status, headers);
  const validators = { etag: headers.get("etag"), lastModified: headers.get("last-modified") };
  const status = preconditionStatus(exchange, validators);
  if (status === 412) return { status, headers: new HeaderList(), body: null };
  if (status === 304) return { status, headers: withoutContent(headers), body: null };
  const ranges = rangesFor(exchange, validators, file.size);
  if (ranges === undefined) return whole(file, exchange, 200, headers);
  if (ranges === "unsatisfiable")
    return { status: 416, headers: new HeaderList(["content-range", `bytes */${file.size}`]), body: null };
  const [range, ...more] = ranges;
  return more.length > 0 ? several(file, headers, ranges) : single(file, headers, range);
}

function headersOf({ lastModified, etag }: OpenFile, { headers: own, coding, varies }: Said): HeaderList {
  const base = ["accept-ranges", "bytes", "last-modified", lastModified, "etag", etag];
  const headers = new HeaderList(own.over(base));
  if (coding !== undefined) {
    headers.set("content-encoding", coding);
    // Each variant is a representation of its own (RFC 9110 section 8.8.3.3).
    headers.set("etag", (headers.get("etag") as string).replace(/"$/, `-${coding}"`));
  }
  if (varies) headers.addVary("accept-encoding");
  return headers;
}

/** What is asked for, unless it is of an earlier version. Ranges mean something to GET alone (RFC 9110 section 14.2). */
function rangesFor(exchange: Exchange, validators: Validators, size: number): ReturnType<typeof parseRange> {
  if (exchange.method !== "GET") return undefined;
  const range = exchange.header("range");
  if (range === undefined) return undefined;
  const version = exchange.header("if-range");
  return version === undefined || isSameVersion(version, validators) ? parseRange(range, size) : undefined;
}

async function whole(
  file: OpenFile,
  exchange: Exchange,
  status: number,
  headers: HeaderList,
): Promise<Answer> {
  headers.set("content-length", String(file.size));
  const isWanted = exchange.method !== "HEAD" && file.size > 0;
  const body = isWanted ? await partOf(file, { first: 0, last: file.size - 1 }) : null;
  return { status, headers, body };
}

async function single(file: OpenFile, headers: HeaderList, range: ByteRange): Promise<Answer> {
  headers.set("content-length", String(lengthOf(range)));
  headers.set("content-range", contentRange(range, file.size));
  return { status: 206, headers, body: await partOf(file, range) };
}

function several(file: OpenFile, headers: HeaderList, ranges: readonly ByteRange[]): Answer {
  const framed = byteranges(ranges, file.size, headers.get("content-type"));
  headers.set("content-type", framed.mediaType);
  headers.set("content-length", String(framed.length));
  return { status: 206, headers, body: partsOf(file, framed) };
}

/** A 304 repeats what a cache keeps of a response, and nothing of its content (RFC 9110 section 15.4.5). */
function withoutContent({ raw }: HeaderList): HeaderList {
  const kept: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const [name, value] = [raw[i] as string, raw[i + 1] as string];
    if (!/^(content-(?!location$)|accept-ranges$)/i.test(name)) kept.push(name, value);
  }
  return new HeaderList(kept);
}
