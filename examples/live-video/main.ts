import { spawn } from "node:child_process";
import { Channel, HTMLResponse, Millrace, MJPEGResponse, StreamingResponse } from "millrace";
import type { ChannelOptions, Subscription } from "millrace";

type Bytes = Uint8Array<ArrayBufferLike>;

/** Cuts what a program writes into pieces, each from its beginning to its end. */
type Split = (output: AsyncIterable<Bytes>) => AsyncGenerator<Bytes>;

/** A clock as a camera sees it: pictures of ffmpeg's own, ten a second. */
const camera = ["-re", "-f", "lavfi", "-i", "testsrc=size=320x240:rate=10"];

/** One ffmpeg for all who watch, and none while nobody does. */
class Recording {
  readonly #options: readonly string[];
  readonly #split: Split;
  readonly #channel: Channel<Bytes>;
  #isRunning = false;

  constructor(options: readonly string[], split: Split, channel: ChannelOptions<Bytes>) {
    this.#options = options;
    this.#split = split;
    this.#channel = new Channel(channel);
  }

  watch(signal?: AbortSignal): Subscription<Bytes> {
    const subscription = this.#channel.subscribe(signal ? { signal } : {});
    if (!this.#isRunning) void this.#record();
    return subscription;
  }

  async #record(): Promise<void> {
    this.#isRunning = true;
    while (this.#channel.size > 0) {
      const ffmpeg = spawn("ffmpeg", ["-loglevel", "error", ...camera, ...this.#options, "pipe:1"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      for await (const piece of this.#split(ffmpeg.stdout)) {
        void this.#channel.publish(piece);
        if (this.#channel.size > 0) continue;
        ffmpeg.kill("SIGKILL");
        break;
      }
    }
    this.#isRunning = false;
  }
}

/** JPEG files that follow each other: each ends with the bytes FF D9. */
async function* jpegs(output: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let held = Buffer.alloc(0);
  for await (const bytes of output) {
    held = Buffer.concat([held, bytes]);
    for (let end = held.indexOf("ffd9", 0, "hex"); end >= 0; end = held.indexOf("ffd9", 0, "hex")) {
      yield held.subarray(0, end + 2);
      held = held.subarray(end + 2);
    }
  }
}

/** What every player must be given first: the boxes `ftyp` and `moov`. */
const beginning = Promise.withResolvers<Bytes>();

/** A fragmented MP4 file in pieces that a player may begin with: each `moof` and `mdat`. */
async function* fragments(output: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let boxes: Bytes[] = [];
  for await (const box of mp4Boxes(output)) {
    const type = box.toString("latin1", 4, 8);
    boxes.push(box);
    if (type === "moov") beginning.resolve(Buffer.concat(boxes));
    if (type === "mdat") yield Buffer.concat(boxes);
    if (type === "moov" || type === "mdat") boxes = [];
  }
}

/** Each box of ISO/IEC 14496-12 begins with its length in four bytes, and its type in four. */
async function* mp4Boxes(output: AsyncIterable<Bytes>): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  for await (const bytes of output) {
    held = Buffer.concat([held, bytes]);
    while (held.length >= 8 && held.length >= held.readUInt32BE(0)) {
      const length = held.readUInt32BE(0);
      yield held.subarray(0, length);
      held = held.subarray(length);
    }
  }
}

const pictures = new Recording(["-f", "mjpeg", "-q:v", "5"], jpegs, { slowConsumer: "latest" });

// Every half second a key frame, with which a fragment begins. Who is too slow for a film is better off with the next one.
const film = new Recording(
  "-c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -g 5 -f mp4 -movflags frag_keyframe+empty_moov+default_base_moof".split(
    " ",
  ),
  fragments,
  { buffer: { items: 20, bytes: 8 * 2 ** 20 }, slowConsumer: "disconnect" },
);

async function* play(signal: AbortSignal): AsyncGenerator<Bytes> {
  const subscription = film.watch(signal);
  yield await beginning.promise;
  for await (const fragment of subscription) if ("data" in fragment) yield fragment.data;
}

const app = new Millrace({ title: "Live video" });

/** Pictures that replace each other, for an `<img>`. */
app.get("/pictures", () => new MJPEGResponse(pictures.watch()));

/** A film without an end, for a `<video>`. */
app.get("/film.mp4", (signal: AbortSignal) => {
  return new StreamingResponse(play(signal), { mediaType: "video/mp4" });
});

app.get("/", { includeInSchema: false }, () => new HTMLResponse(page));

const page = `<!doctype html>
<meta charset="utf-8">
<title>Live video</title>
<style>
  body { font: 16px system-ui; margin: 2rem; color: #123 }
  figure { display: inline-block; margin: 0 1rem 1rem 0 }
  img, video { width: 320px; height: 240px; background: #123; border-radius: 6px }
</style>
<h1>Live video</h1>
<figure><img src="/pictures" alt="A clock"><figcaption>JPEG pictures in an &lt;img&gt;</figcaption></figure>
<figure><video src="/film.mp4" autoplay muted playsinline></video><figcaption>Fragmented MP4 in a &lt;video&gt;</figcaption></figure>
`;

export default app;
