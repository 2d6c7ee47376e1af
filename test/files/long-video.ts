import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

/**
 * Makes a film of `seconds` (H.264 in MP4) whose pictures are spread over `length` bytes, as those of a long film are, so
 * that every jump in time is one in the file. What lies between them takes no room on the disk.
 */
export function makeLongVideo(path: string, seconds: number, length: number): void {
  const picture = ["-f", "lavfi", "-i", `testsrc=size=320x240:rate=10:duration=${seconds}`];
  // With a second track the two are stored in turns.
  const sound = ["-f", "lavfi", "-i", `sine=duration=${seconds}`];
  const options = [
    "-c:v",
    "libx264",
    "-g",
    "10",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "aac",
    "-movflags",
    "+faststart",
  ];
  execFileSync("ffmpeg", ["-y", "-v", "error", ...picture, ...sound, ...options, path]);
  const short = readFileSync(path);
  const boxes = boxesOf(short);
  const [type, movie, media] = ["ftyp", "moov", "mdat"].map((name) =>
    boxes.find((box) => box.name === name)!,
  );
  const offsets = chunkOffsets(movie!.bytes);
  const head = type!.bytes.length + movie!.bytes.length + 16;
  const gap = Math.floor((length - head) / offsets.length);
  const file = openSync(path, "w");
  offsets.forEach(({ place, offset }, index) => {
    const end = offsets[index + 1]?.offset ?? media!.start + media!.bytes.length;
    const spread = head + index * gap;
    movie!.bytes.writeUInt32BE(spread, place);
    writeSync(file, short.subarray(offset, end), 0, end - offset, spread);
  });
  ftruncateSync(file, length);
  // A length of 1 says that the real one follows in 64 bits (ISO/IEC 14496-12 section 4.2).
  const mediaHead = Buffer.from(
    "00000001mdat0000000000000000".replace("mdat", Buffer.from("mdat").toString("hex")),
    "hex",
  );
  mediaHead.writeBigUInt64BE(BigInt(length - head + 16), 8);
  writeSync(file, Buffer.concat([type!.bytes, movie!.bytes, mediaHead]), 0, head, 0);
  closeSync(file);
}

interface Box {
  readonly name: string;
  readonly start: number;
  readonly bytes: Buffer;
}

function boxesOf(file: Buffer): readonly Box[] {
  const boxes: Box[] = [];
  for (let start = 0; start < file.length;) {
    const length = file.readUInt32BE(start);
    boxes.push({
      name: file.toString("latin1", start + 4, start + 8),
      start,
      bytes: file.subarray(start, start + length),
    });
    start += length;
  }
  return boxes;
}

/** Where the chunks of all tracks are, in order, and where the file says so (ISO/IEC 14496-12 section 8.7.5). */
function chunkOffsets(movie: Buffer): readonly { readonly place: number; readonly offset: number }[] {
  const chunks: { place: number; offset: number }[] = [];
  for (let table = movie.indexOf("stco"); table >= 0; table = movie.indexOf("stco", table + 1)) {
    const count = movie.readUInt32BE(table + 8);
    for (let place = table + 12; place < table + 12 + count * 4; place += 4)
      chunks.push({ place, offset: movie.readUInt32BE(place) });
  }
  return chunks.sort((one, other) => one.offset - other.offset);
}
