import type { IncomingMessage, ServerResponse } from "node:http";
import type { Chunk, Chunks, RawHeaders } from "../engine.ts";
import { indexOfHeader } from "../headers.ts";
import { ownerOf } from "../lent.ts";
import { discardChunks, Pull } from "../pull.ts";
import { isPushed } from "../pushed.ts";
import { Stall } from "./stall.ts";
import { hasBody, reasonOf } from "../status.ts";
import { pushInto, sharedWriter } from "./push.ts";

/** What is still to come of a body that nobody wants: read and thrown away up to so many bytes and milliseconds. */
const lingering = { bytes: 1024 * 1024, milliseconds: 1000 };

/** Sends a whole response: one head, one body, one write. */
export function sendWhole(
  response: ServerResponse,
  status: number,
  headers: RawHeaders,
  body: Chunk | null,
): void {
  if (hasBody(status)) {
    writeHead(response, status, withLength(response, headers, body));
    response.end(body ?? "");
  } else sendHead(response, status, headers);
}

/**
 * Sends a whole response to a client that is still sending a body, and goes on taking that body for a little while before
 * the connection is closed: a client whose data is refused may never see the response (RFC 9112 section 9.6).
 */
export function sendAndLinger(
  response: ServerResponse,
  status: number,
  headers: RawHeaders,
  body: Chunk | null,
): void {
  response.shouldKeepAlive = false;
  if (!hasBody(status) || response.req.method === "HEAD") {
    sendWhole(response, status, headers, body);
    return;
  }
  writeHead(response, status, withLength(response, headers, body));
  response.write(body ?? "");
  throwAway(response.req, () => response.end());
}

/**
 * Sends a response in chunks. Resolves when it has ended, one way or the other, and the sequence has been let go; rejects
 * with what the sequence threw, or, with a bare 500, where the head cannot be sent.
 */
export async function sendChunks(
  response: ServerResponse,
  status: number,
  headers: RawHeaders,
  chunks: Chunks,
  writeTimeout: number,
): Promise<void> {
  if (response.destroyed) return discardChunks(chunks);
  const pulls = hasBody(status) && response.req.method !== "HEAD";
  try {
    if (pulls) writeHead(response, status, headers);
    else sendHead(response, status, headers);
  } catch (error) {
    sendWhole(response, 500, [], null);
    await discardChunks(chunks);
    throw error;
  }
  if (!pulls) return discardChunks(chunks);
  // One that waits behind another response has no socket yet.
  const { socket } = response;
  if (isPushed(chunks) && socket && indexOfHeader(headers, "content-length") < 0) {
    const write = chunks.isShared
      ? sharedWriter(response, socket)
      : (chunk: Chunk) => writeChunk(response, chunk);
    return pushInto(response, socket, chunks, write, () => cut(response, headers), writeTimeout);
  }
  return pullInto(response, headers, chunks, writeTimeout);
}

async function pullInto(
  response: ServerResponse,
  headers: RawHeaders,
  chunks: Chunks,
  writeTimeout: number,
): Promise<void> {
  let begun = false;
  const stall = new Stall(writeTimeout);
  const pull = new Pull(chunks, (chunk) => {
    begun = true;
    if (response.socket && stall.isOver(response.socket)) response.destroy();
    return writeChunk(response, chunk);
  });
  response.strictContentLength = true;
  response.on("drain", () => pull.resume());
  response.once("close", () => pull.stop());
  // The head goes with the first chunk where there is one already, and ahead of it where there is not.
  const flush = setImmediate(() => begun || response.flushHeaders());
  try {
    await pull.run();
    if (!response.destroyed) response.end();
  } catch (error) {
    cut(response, headers);
    throw error;
  } finally {
    clearImmediate(flush);
  }
  await closed(response);
}

/** A chunk whose owner wants it back is given back when the network has all of it. */
function writeChunk(response: ServerResponse, chunk: Chunk): boolean {
  const giveBack = ownerOf(chunk);
  return giveBack ? response.write(chunk, (error) => error ?? giveBack()) : response.write(chunk);
}

/** The reason is given each time: Node would keep that of a head which it has refused. */
function writeHead(response: ServerResponse, status: number, headers: RawHeaders): void {
  response.writeHead(status, reasonOf(status), headers as string[]);
}

/** Sends a response that has no body. */
function sendHead(response: ServerResponse, status: number, headers: RawHeaders): void {
  // Node would frame the nothing of a 205 in chunks.
  writeHead(response, status, status === 205 ? withLength(response, headers, null) : headers);
  response.end();
}

function withLength(response: ServerResponse, headers: RawHeaders, body: Chunk | null): RawHeaders {
  const length = body === null ? 0 : typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
  const given = indexOfHeader(headers, "content-length");
  if (given < 0) return [...headers, "content-length", String(length)];
  const copy = [...headers];
  if (response.req.method !== "HEAD") copy[given + 1] = String(length);
  return copy;
}

/** Sends what has been written and ends the connection so that the client sees that more was to come. */
function cut(response: ServerResponse, headers: RawHeaders): void {
  const { socket } = response;
  if (!socket || socket.destroyed) {
    response.destroy();
    return;
  }
  while (response.writableCorked > 0) response.uncork();
  const framed = response.chunkedEncoding || indexOfHeader(headers, "content-length") >= 0;
  if (framed) socket.destroySoon();
  // An HTTP/1.0 response ends where the connection ends: only a reset tells the difference.
  else socket.write("", () => socket.resetAndDestroy());
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once("close", resolve);
  });
}

/**
 * What has not been read of a body when its response has ended: taken off the wire, so that the connection can be used
 * again, as long as it is little.
 */
export function leaveRest(request: IncomingMessage): void {
  throwAway(request, () => request.complete || request.socket.destroy());
}

function throwAway(request: IncomingMessage, done: () => void): void {
  let left = lingering.bytes;
  const stop = (): void => {
    clearTimeout(timer);
    request.off("data", take).off("end", stop).off("close", stop);
    done();
  };
  const take = (piece: Uint8Array): void => {
    left -= piece.length;
    if (left < 0) stop();
  };
  const timer = setTimeout(stop, lingering.milliseconds);
  request.on("data", take).on("end", stop).on("close", stop);
  request.resume();
}
