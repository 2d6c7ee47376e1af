import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { BodyAborted, BodyTimeout, BodyTooLarge, type Exchange } from "../http/engine.ts";
import { FormFields, type FormValue } from "./form-fields.ts";
import { FormError, type FormLimits, tooLarge, tooMany } from "./form-limits.ts";

/** Reads a multipart form (RFC 7578) as it comes; files longer than `spool` go to a temporary folder. Throws `FormError`. */
export async function readMultipart(
  exchange: Exchange,
  contentType: string,
  limits: FormLimits,
): Promise<FormFields> {
  const fields = new FormFields();
  const parts: { name: string; value: Promise<FormValue | undefined> }[] = [];
  const busboy = parserOf(contentType, limits);
  busboy.on("field", (name, value, _, truncated) => {
    if (truncated) busboy.destroy(tooLarge("Part", limits.fieldSize));
    parts.push({ name, value: Promise.resolve(value) });
  });
  busboy.on("file", (name, stream, filename, _, type) => {
    const value = spoolFile(stream, { filename, type }, fields, limits);
    // A part that fails takes the whole form with it; the rejection itself is seen below.
    value.catch((error: Error) => busboy.destroy(error));
    parts.push({ name, value });
  });
  busboy.on("filesLimit", () => busboy.destroy(tooMany("files", limits.files)));
  busboy.on("fieldsLimit", () => busboy.destroy(tooMany("fields", limits.fields)));
  try {
    await pipeline(Readable.from(exchange.streamBody(limits.body)), busboy);
    for (const { name, value } of parts) {
      const settled = await value;
      if (settled !== undefined) fields.add(name, settled);
    }
  } catch (error) {
    await Promise.allSettled(parts.map((part) => part.value));
    await fields.dispose();
    throw isOwn(error) ? error : new FormError("There was an error parsing the body", { cause: error });
  }
  return fields;
}

function isOwn(error: unknown): boolean {
  return [FormError, BodyTooLarge, BodyTimeout, BodyAborted].some((own) => error instanceof own);
}

function parserOf(contentType: string, limits: FormLimits): BusboyInstance {
  return new Busboy({
    headers: { "content-type": contentType },
    isPartAFile: (_, __, filename) => filename !== undefined,
    limits: { fields: limits.fields, files: limits.files, fieldSize: limits.fieldSize + 1 },
  });
}

interface Part {
  readonly filename: string;
  readonly type: string;
}

/** One file, in memory or on disk by its length; `undefined` for a file input that was left empty. */
async function spoolFile(
  stream: BusboyFileStream,
  { filename, type }: Part,
  fields: FormFields,
  limits: FormLimits,
): Promise<File | undefined> {
  const chunks: Buffer<ArrayBuffer>[] = [];
  let size = 0;
  const source = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer<ArrayBuffer>>;
  for (let step = await source.next(); !step.done; step = await source.next()) {
    chunks.push(step.value);
    size += step.value.length;
    if (size > limits.spool) {
      fields.folder ??= await mkdtemp(join(tmpdir(), "millrace-"));
      const path = join(fields.folder, crypto.randomUUID());
      await pipeline(joined(chunks, source), createWriteStream(path));
      return new File([await openAsBlob(path)], filename, { type });
    }
  }
  return filename === "" && size === 0 ? undefined : new File(chunks, filename, { type });
}

async function* joined(chunks: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
  for (let step = await rest.next(); !step.done; step = await rest.next()) yield step.value;
}
