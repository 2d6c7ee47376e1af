import { parseDate } from "./date.ts";

/** What a precondition is told of a request; an exchange is one. */
export interface Conditional {
  readonly method: string;
  /** One header by its lower-case name. */
  header(name: string): string | undefined;
}

/** What tells one version of a representation from another (RFC 9110 section 8.8), as the response would say it. */
export interface Validators {
  /** The value of `ETag`: `"a"`, or `W/"a"` where the tag is weak. */
  readonly etag?: string | undefined;
  /** The value of `Last-Modified`. */
  readonly lastModified?: string | undefined;
}

/**
 * Whether the preconditions of a request keep it from what it asks for, in the order of RFC 9110 section 13.2.2: 304 where
 * the client has this version already, 412 where it wants another one, `undefined` where the request is to be answered.
 * Applies to what would be answered with 2xx.
 */
export function preconditionStatus(request: Conditional, validators: Validators): 304 | 412 | undefined {
  const ifMatch = request.header("if-match");
  if (ifMatch !== undefined) {
    if (!listsTag(ifMatch, validators.etag, sameStrongly)) return 412;
  } else if (isLaterThan(validators.lastModified, request.header("if-unmodified-since"))) return 412;

  const isRead = request.method === "GET" || request.method === "HEAD";
  const ifNoneMatch = request.header("if-none-match");
  if (ifNoneMatch !== undefined) {
    if (!listsTag(ifNoneMatch, validators.etag, sameWeakly)) return undefined;
    return isRead ? 304 : 412;
  }
  if (!isRead) return undefined;
  return isLaterThan(validators.lastModified, request.header("if-modified-since")) === false
    ? 304
    : undefined;
}

/**
 * Whether a part may be sent for the value of an `If-Range`: it names exactly this version, by a strong tag or by its date
 * (RFC 9110 section 13.1.5).
 */
export function isSameVersion(ifRange: string, { etag, lastModified }: Validators): boolean {
  if (ifRange.includes('"')) return etag !== undefined && sameStrongly(ifRange, etag);
  const date = parseDate(ifRange);
  return date !== undefined && lastModified !== undefined && date === parseDate(lastModified);
}

/** The same version, byte for byte (RFC 9110 section 8.8.3.2). */
export function sameStrongly(one: string, other: string): boolean {
  return one === other && !one.startsWith("W/");
}

/** The same version, or one that is as good (RFC 9110 section 8.8.3.2). */
export function sameWeakly(one: string, other: string): boolean {
  return opaque(one) === opaque(other);
}

function opaque(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}

/** The entity tags of a list such as `"a", W/"b"`; what is none is passed over (RFC 9110 section 8.8.3). */
export function entityTags(list: string): readonly string[] {
  return list.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? [];
}

/** Without a tag of its own, a representation is known only by that it exists: `*`. */
function listsTag(
  list: string,
  etag: string | undefined,
  same: (one: string, other: string) => boolean,
): boolean {
  if (list.trim() === "*") return true;
  return etag !== undefined && entityTags(list).some((tag) => same(tag, etag));
}

/** `undefined` where one of the dates is missing or is none: then there is nothing to compare. */
function isLaterThan(lastModified: string | undefined, header: string | undefined): boolean | undefined {
  if (header === undefined || lastModified === undefined) return undefined;
  const modified = parseDate(lastModified);
  const since = parseDate(header);
  return modified === undefined || since === undefined ? undefined : modified > since;
}
