import { BodyAborted, BodyTimeout, BodyTooLarge, type Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import { checksumAlgorithms, ChecksumMismatch, parseChecksum } from "./checksum.ts";
import { isExpired, UploadFolder } from "./disk.ts";
import { Locks } from "./locks.ts";
import { formatMetadata, parseMetadata, type Upload } from "./upload.ts";

/** What may be said of resumable uploads. */
export interface ResumableUploadsOptions {
  /** Where the bytes go; made where it is not there. */
  readonly directory: string;
  /** The longest upload in bytes; 16 GiB by default. */
  readonly maxSize?: number;
  /** Seconds after which an upload that is not complete is removed; a day by default. */
  readonly expiresAfter?: number;
  /** Called before an upload is created; an `HTTPException` that it throws refuses it. */
  readonly onCreate?: (
    upload: Pick<Upload, "size" | "metadata">,
    request: UploadRequest,
  ) => void | Promise<void>;
  /** Called when the last byte has arrived, before the client is told. The file is yours from then on. */
  readonly onComplete?: (upload: Upload) => void | Promise<void>;
}

/** The head of the request that creates an upload. */
export type UploadRequest = Pick<Exchange, "header" | "remoteAddress" | "secure">;

type Headers = Readonly<Record<string, string | number>>;

const version = "1.0.0";
const extensions = "creation,creation-with-upload,creation-defer-length,expiration,termination,checksum";
const sweepEvery = 60_000;

/**
 * Uploads that go on where they stopped, by the tus protocol 1.0.0 (tus.io) with creation, expiration, checksum and
 * termination. Mounted: `app.mount("/uploads", new ResumableUploads({ directory: "uploads" }))`.
 */
export class ResumableUploads {
  readonly #options: ResumableUploadsOptions;
  readonly #maxSize: number;
  readonly #folder: UploadFolder;
  readonly #locks = new Locks();
  readonly #open = new Set<Promise<void>>();
  #sweptAt = 0;

  constructor(options: ResumableUploadsOptions) {
    this.#options = options;
    this.#maxSize = options.maxSize ?? 16 * 1024 ** 3;
    this.#folder = new UploadFolder(options.directory);
  }

  /** Answers one exchange; never throws. */
  handle(exchange: Exchange, report: (error: unknown, exchange: Exchange) => void): void {
    const work = this.#answer(exchange)
      .catch((error: unknown) => refuse(exchange, error, report))
      // The headers of an exception may be such as cannot be sent.
      .catch((error: unknown) =>
        refuse(exchange, new Error("the refusal cannot be sent", { cause: error }), report),
      );
    this.#follow(work);
    this.#follow(this.#sweep().catch((error: unknown) => report(error, exchange)));
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  #follow(work: Promise<void>): void {
    this.#open.add(work);
    void work.then(() => this.#open.delete(work));
  }

  async #answer(exchange: Exchange): Promise<void> {
    const method = exchange.header("x-http-method-override")?.toUpperCase() ?? exchange.method;
    if (method === "OPTIONS") return answer(exchange, 204, this.#capabilities());
    if (exchange.header("tus-resumable") !== version) {
      throw new HTTPException(412, undefined, { headers: { "tus-version": version } });
    }
    const [path = ""] = exchange.target.split("?");
    const id = path.slice(path.lastIndexOf("/") + 1);
    if (id === "") {
      if (method === "POST") return this.#create(exchange);
      throw new HTTPException(405, undefined, { headers: { allow: "OPTIONS, POST" } });
    }
    const work = { HEAD: this.#tell, PATCH: this.#append, DELETE: this.#remove }[method];
    if (!work)
      throw new HTTPException(405, undefined, { headers: { allow: "DELETE, HEAD, OPTIONS, PATCH" } });
    return this.#locks.hold(id, async (signal) => work.call(this, exchange, await this.#find(id), signal));
  }

  #capabilities(): Headers {
    return {
      "tus-version": version,
      "tus-extension": extensions,
      "tus-max-size": this.#maxSize,
      "tus-checksum-algorithm": checksumAlgorithms.join(","),
    };
  }

  async #create(exchange: Exchange): Promise<void> {
    const length = exchange.header("upload-length");
    const deferred = exchange.header("upload-defer-length") === "1";
    if (deferred === (length !== undefined)) throw new HTTPException(400, "Upload-Length is missing");
    const size = length === undefined ? undefined : this.#sizeOf(length);
    const metadata = parseMetadata(exchange.header("upload-metadata") ?? "");
    if (!metadata) throw new HTTPException(400, "Upload-Metadata is malformed");
    await this.#options.onCreate?.({ size, metadata }, exchange);
    const { expiresAfter = 24 * 60 * 60 } = this.#options;
    const upload = await this.#folder.create(size, metadata, expiresAfter);
    const location = `${exchange.rootPath}/${upload.id}`;
    await this.#locks.hold(upload.id, async (signal) => {
      const isUpload = exchange.header("content-type") === "application/offset+octet-stream";
      const offset = isUpload
        ? await this.#write(exchange, upload, 0, signal)
        : await this.#finish(upload, 0);
      answer(exchange, 201, { location, "upload-offset": offset, ...expiry(upload) });
    });
  }

  async #tell(exchange: Exchange, upload: Upload): Promise<void> {
    const offset = await this.#folder.offset(upload);
    const metadata = formatMetadata(upload.metadata);
    answer(exchange, 200, {
      "cache-control": "no-store",
      "upload-offset": offset,
      ...(upload.size === undefined ? { "upload-defer-length": 1 } : { "upload-length": upload.size }),
      ...(metadata !== "" && { "upload-metadata": metadata }),
      ...expiry(upload),
    });
  }

  async #append(exchange: Exchange, found: Upload, signal: AbortSignal): Promise<void> {
    if (exchange.header("content-type") !== "application/offset+octet-stream") throw new HTTPException(415);
    const offset = await this.#folder.offset(found);
    if (exchange.header("upload-offset") !== String(offset)) {
      throw new HTTPException(409, `the upload is at ${offset}`);
    }
    const upload = await this.#sized(found, exchange.header("upload-length"), offset);
    const end = await this.#write(exchange, upload, offset, signal);
    answer(exchange, 204, { "upload-offset": end, ...expiry(upload) });
  }

  async #remove(exchange: Exchange, upload: Upload): Promise<void> {
    await this.#folder.remove(upload);
    answer(exchange, 204, {});
  }

  /** Takes the body in from `offset` on, and ends the upload where it is the last of it. */
  async #write(exchange: Exchange, upload: Upload, offset: number, signal: AbortSignal): Promise<number> {
    const header = exchange.header("upload-checksum");
    const check = header === undefined ? undefined : parseChecksum(header);
    if (header !== undefined && !check) throw new HTTPException(400, "the checksum is of no known algorithm");
    const left = (upload.size ?? this.#maxSize) - offset;
    const pieces = until(signal, exchange.streamBody(left));
    return this.#finish(upload, await this.#folder.write(upload, offset, pieces, check));
  }

  async #finish(upload: Upload, offset: number): Promise<number> {
    if (offset === upload.size && !upload.complete) {
      const complete = { ...upload, complete: true };
      await this.#options.onComplete?.(complete);
      await this.#folder.save(complete);
    }
    return offset;
  }

  async #find(id: string): Promise<Upload> {
    const upload = await this.#folder.find(id);
    if (!upload) throw new HTTPException(404);
    if (!isExpired(upload)) return upload;
    await this.#folder.remove(upload);
    throw new HTTPException(410);
  }

  /** The upload with the length that the client says now, having said none before. */
  async #sized(upload: Upload, length: string | undefined, offset: number): Promise<Upload> {
    if (length === undefined) return upload;
    const size = this.#sizeOf(length);
    if (size === upload.size) return upload;
    if (upload.size !== undefined || size < offset) throw new HTTPException(400, "Upload-Length has changed");
    const sized = { ...upload, size };
    await this.#folder.save(sized);
    return sized;
  }

  #sizeOf(length: string): number {
    const size = /^\d{1,16}$/.test(length) ? Number(length) : -1;
    if (size < 0) throw new HTTPException(400, "Upload-Length is malformed");
    if (size > this.#maxSize) throw new HTTPException(413);
    return size;
  }

  async #sweep(): Promise<void> {
    if (Date.now() - this.#sweptAt < sweepEvery) return;
    this.#sweptAt = Date.now();
    await this.#folder.removeExpired((id) => this.#locks.isHeld(id));
  }
}

function expiry({ expires, complete }: Upload): Headers {
  return expires && !complete ? { "upload-expires": expires.toUTCString() } : {};
}

function answer(exchange: Exchange, status: number, headers: Headers): void {
  const fields = Object.entries(headers).flatMap(([name, value]) => [name, String(value)]);
  exchange.send(status, ["tus-resumable", version, ...fields], null);
}

/** The pieces as long as nobody else asks for the upload; then the request has lost it. */
async function* until(signal: AbortSignal, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const lost = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new HTTPException(423, "another request goes on with it")));
  });
  // Told where it is raced against.
  lost.catch(() => undefined);
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), lost]);
      if (step.done) return;
      yield step.value;
    }
  } finally {
    // Not waited for: a client that has left without a word keeps the last read open.
    void iterator.return?.();
  }
}

function refuse(
  exchange: Exchange,
  error: unknown,
  report: (error: unknown, exchange: Exchange) => void,
): void {
  const { status, detail, headers } = asException(error) ?? new HTTPException(500, "Internal Server Error");
  if (!asException(error)) report(error, exchange);
  const fields = ["tus-resumable", version, "content-type", "application/json"];
  exchange.send(status, [...fields, ...Object.entries(headers).flat()], JSON.stringify({ detail }));
}

function asException(error: unknown): HTTPException | undefined {
  if (error instanceof HTTPException) return error;
  if (error instanceof BodyTooLarge) return new HTTPException(413);
  if (error instanceof BodyTimeout) return new HTTPException(408);
  if (error instanceof BodyAborted) return new HTTPException(400, "the body has ended early");
  // The status is that of the protocol's own, "Checksum".
  return error instanceof ChecksumMismatch ? new HTTPException(460, error.message) : undefined;
}
