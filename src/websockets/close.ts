/** The most that the reason of a close frame may hold, in bytes of UTF-8: a control frame has 125, the code takes two. */
const mostBytes = 123;

/** Throws a `RangeError` for a code that must not stand in a close frame (RFC 6455 section 7.4). */
export function checkCloseCode(code: number): void {
  const isDefined = code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006;
  const isOpen = code >= 3000 && code <= 4999;
  if (Number.isInteger(code) && (isDefined || isOpen)) return;
  throw new RangeError(
    `${code} is no code to close a WebSocket with; it is 1000 to 1014 but for 1004, 1005 and 1006, or 3000 to 4999`,
  );
}

/** Throws a `RangeError` for a reason that no close frame can hold. */
export function checkReason(reason: string): void {
  if (new TextEncoder().encode(reason).length > mostBytes)
    throw new RangeError(`the reason for closing a WebSocket holds ${mostBytes} bytes at most`);
}

/** As much of a text as a close frame can hold. */
export function reasonOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= mostBytes) return text;
  const end = "…";
  // A character that was cut in two is not written at all.
  const kept = new TextDecoder().decode(bytes.subarray(0, mostBytes - 3)).replace(/\uFFFD$/, "");
  return kept + end;
}
