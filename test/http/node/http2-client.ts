import { type ClientHttp2Session, type ClientHttp2Stream, constants } from "node:http2";
import { Readable } from "node:stream";

/** The web's `fetch` over one connection of HTTP/2, with Node's own client: what it cannot say, a test need not know. */
export async function http2Fetch(
  session: ClientHttp2Session,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const { method = "GET", signal } = init;
  const request = new Request(new URL(path, "http://any"), init);
  signal?.throwIfAborted();
  const fields = Object.fromEntries(request.headers);
  const stream = session.request(
    { ":method": method, ":path": path, ...fields },
    { endStream: !request.body },
  );
  // Told by what is read, too.
  stream.on("error", () => undefined);
  // `close()` would end the body in good order before it leaves.
  signal?.addEventListener("abort", () => stream.destroy(new Error("left")));
  if (request.body) {
    Readable.fromWeb(request.body as never)
      .on("error", () => undefined)
      .pipe(stream);
  }
  return response(stream);
}

async function response(stream: ClientHttp2Stream): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
  stream.once("response", resolve);
  stream.once("close", () => reject(new Error(`closed with ${stream.rstCode}`)));
  const received = await promise;
  const status = Number(received[":status"]);
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) {
    if (name.startsWith(":")) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, String(one));
  }
  const hasBody = ![204, 205, 304].includes(status);
  if (!hasBody) stream.resume();
  return new Response(hasBody ? (body(stream) as never) : null, { status, headers });
}

/** Errors where the stream is reset, which is how HTTP/2 says that more was to come (RFC 9113 section 8.1). */
function body(stream: ClientHttp2Stream): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      stream.on("data", (piece: Uint8Array) => {
        controller.enqueue(piece);
        if ((controller.desiredSize ?? 0) <= 0) stream.pause();
      });
      stream.once("close", () => {
        if (stream.rstCode === constants.NGHTTP2_NO_ERROR) controller.close();
        else controller.error(new Error(`reset with ${stream.rstCode}`));
      });
    },
    pull: () => void stream.resume(),
    cancel: () => stream.close(constants.NGHTTP2_CANCEL),
  });
}
