import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { BodyAborted, BodyTimeout, BodyTooLarge, type Exchange } from "../http/engine.ts";
import { FormFields, type FormValue } from "./form-fields.ts";
import { BodyError } from "./body-error.ts";
import { type FormLimits, tooLarge, tooMany } from "./form-limits.ts";
import { type FileHead, Spool } from "./spool.ts";

/** Reads a multipart form (RFC 7578) as it comes. Throws `BodyError`, what `streamBody` throws, and what the disk does. */
export async function readMultipart(
  exchange: Exchange,
  contentType: string,
  limits: FormLimits,
): Promise<FormFields> {
  const busboy = parserOf(contentType, limits);
  const parts = new Parts(busboy, limits);
  try {
    await pipeline(Readable.from(exchange.streamBody(limits.body)), busboy);
    return await parts.fields();
  } catch (error) {
    throw await parts.abandon(error);
  }
}

function parserOf(contentType: string, { fields, files, fieldSize }: FormLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      isPartAFile: (_, __, filename) => filename !== undefined,
      limits: { fields, files, fieldSize },
    });
  } catch (cause) {
    throw new BodyError("Missing boundary in multipart.", { cause });
  }
}

interface Part {
  readonly name: string;
  /** `undefined` for a file input that was left empty. */
  readonly value: FormValue | undefined | Promise<File | undefined>;
}

/** The parts of one form on their way in. */
class Parts {
  readonly #busboy: BusboyInstance;
  readonly #limits: FormLimits;
  readonly #spool: Spool;
  readonly #parts: Part[] = [];
  readonly #open = new Set<BusboyFileStream>();
  #text = 0;
  /** What the disk threw: a failure of ours, not of the client's. */
  #broken: Error | undefined = undefined;

  constructor(busboy: BusboyInstance, limits: FormLimits) {
    this.#busboy = busboy;
    this.#limits = limits;
    this.#spool = new Spool(limits.spool);
    busboy.on("field", (name, value, _, truncated) => this.#addText(name, value, truncated));
    busboy.on("file", (name, stream, filename, _, type) => this.#addFile(name, stream, { filename, type }));
    busboy.on("filesLimit", () => this.#refuse(tooMany("files", limits.files)));
    busboy.on("fieldsLimit", () => this.#refuse(tooMany("fields", limits.fields)));
    // The parser may speak of an error once more when the first one has been dealt with.
    busboy.on("error", () => undefined);
  }

  /** The fields, when every file has been kept. */
  async fields(): Promise<FormFields> {
    const fields = new FormFields(this.#spool);
    for (const { name, value } of this.#parts) {
      const settled = await value;
      if (settled !== undefined) fields.add(name, settled);
    }
    return fields;
  }

  /** Lets go of what has come so far; gives the error that the request is to be answered with. */
  async abandon(reason: unknown): Promise<unknown> {
    const left = new BodyError("There was an error parsing the body", { cause: reason });
    for (const stream of this.#open) stream.destroy(left);
    await Promise.allSettled(this.#parts.map((part) => part.value));
    await this.#spool.dispose();
    if (this.#broken) return this.#broken;
    return [BodyError, BodyTooLarge, BodyTimeout, BodyAborted].some((own) => reason instanceof own)
      ? reason
      : left;
  }

  #addText(name: string, value: string, truncated: boolean): void {
    this.#text += value.length;
    if (truncated) this.#refuse(tooLarge("Part", this.#limits.fieldSize));
    else if (this.#text > this.#limits.text) this.#refuse(tooLarge("Form", this.#limits.text));
    else if (this.#isNamed(name)) this.#parts.push({ name, value });
  }

  #addFile(name: string, stream: BusboyFileStream, head: FileHead): void {
    if (!this.#isNamed(name)) return;
    this.#open.add(stream);
    const value = this.#keep(stream, head);
    value.catch((error: Error) => {
      if (!this.#busboy.destroyed) this.#broken = error;
      this.#refuse(error);
    });
    this.#parts.push({ name, value });
  }

  async #keep(stream: BusboyFileStream, head: FileHead): Promise<File | undefined> {
    const file = await this.#spool.keep(stream as AsyncIterable<Buffer<ArrayBuffer>>, head);
    this.#open.delete(stream);
    return head.filename === "" && file.size === 0 ? undefined : file;
  }

  #isNamed(name: string | undefined): boolean {
    if (name === undefined) {
      this.#refuse(new BodyError('The Content-Disposition header field "name" must be provided.'));
    }
    return name !== undefined;
  }

  #refuse(error: Error): void {
    this.#busboy.destroy(error);
  }
}
