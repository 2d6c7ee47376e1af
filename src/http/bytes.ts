import { BodyTooLarge } from "./engine.ts";

/** The pieces in one array; a single piece is given back as it is. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  let size = 0;
  for (const piece of pieces) size += piece.length;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A body that was read already, for whoever reads it again; throws `BodyTooLarge` where theirs is a smaller limit. */
export async function readAgain(whole: Promise<Uint8Array>, limit: number): Promise<Uint8Array> {
  const bytes = await whole;
  if (bytes.length > limit) throw new BodyTooLarge(limit);
  return bytes;
}
