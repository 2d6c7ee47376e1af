import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { BodyAborted, BodyTimeout, BodyTooLarge, type Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import { parseMediaType } from "../http/media-type.ts";
import { BodyError, brokenBody } from "./body-error.ts";
import { formLimits } from "./form-limits.ts";
import { FormPart } from "./form-part.ts";
import type { ParameterSource } from "./source.ts";

/** `parts: AsyncIterable<FormPart>`: a multipart form, part by part, none of which is kept. */
export const parts: ParameterSource = {
  rank: 5,
  bind: ({ bodyLimit = Infinity }) => ({
    read({ exchange }) {
      const contentType = exchange.header("content-type") ?? "";
      const type = parseMediaType(contentType);
      if (type?.essence !== "multipart/form-data")
        throw new HTTPException(415, "The body must be multipart/form-data", {
          headers: { accept: "multipart/form-data" },
        });
      if (!type.parameters.get("boundary")) throw new BodyError("Missing boundary in multipart.");
      return readParts(exchange, contentType, bodyLimit);
    },
  }),
};

interface Arrived {
  readonly part: FormPart;
  readonly stream: BusboyFileStream;
}

/** The parser is fed as fast as the parts are taken: it holds back what follows the part that is being read. */
async function* readParts(exchange: Exchange, contentType: string, limit: number): AsyncGenerator<FormPart> {
  const { fields, files } = formLimits;
  const busboy = new Busboy({
    headers: { "content-type": contentType },
    isPartAFile: () => true,
    limits: { parts: fields + files },
  });
  const arrived: Arrived[] = [];
  let wake = (): void => undefined;
  let open: BusboyFileStream | undefined;
  busboy.on("file", (name, stream, filename, _, type) => {
    // It may be destroyed before anybody reads it, whose reader is told why.
    stream.on("error", () => undefined);
    arrived.push({ stream, part: new FormPart({ name, filename, type }, bytesOf(stream)) });
    wake();
  });
  let failure: unknown;
  let isFed = false;
  const bytes = Readable.from(exchange.streamBody(limit), { highWaterMark: 1 });
  const fed = pipeline(bytes, busboy)
    .catch((error: unknown) => {
      failure = known(error);
      for (const { stream } of arrived) stream.destroy(failure as Error);
      open?.destroy(failure as Error);
    })
    .finally(() => {
      isFed = true;
      wake();
    });
  try {
    for (;;) {
      const next = arrived.shift();
      if (next) {
        open = next.stream;
        yield next.part;
        // What nobody has taken is out of the way of the next part.
        next.stream.resume();
      } else if (isFed) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (failure !== undefined) throw failure;
  } finally {
    bytes.destroy();
    busboy.destroy();
    await fed;
  }
}

async function* bytesOf(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw known(error);
  }
}

/** What is wrong with the form where it is not what is wrong with the connection. */
function known(error: unknown): unknown {
  return [BodyError, BodyTooLarge, BodyTimeout, BodyAborted].some((own) => error instanceof own)
    ? error
    : new BodyError(brokenBody, { cause: error });
}
