import type { Connection } from "../http/connection.ts";

/** What an `Authorization` header holds, as `scheme` and `credentials` (RFC 9110 section 11.4). */
export interface HTTPAuthorizationCredentials {
  /** As it was sent: `Bearer`, `bearer`. */
  readonly scheme: string;
  readonly credentials: string;
}

/** The credentials that were sent by a scheme, whose name has no case; `undefined` where there are none, or of another. */
export function credentialsOf(
  connection: Connection,
  scheme: string,
): HTTPAuthorizationCredentials | undefined {
  const header = connection.header("authorization") ?? "";
  const space = header.indexOf(" ");
  const name = space < 0 ? header : header.slice(0, space);
  const credentials = space < 0 ? "" : header.slice(space + 1).trim();
  if (credentials === "" || name.toLowerCase() !== scheme.toLowerCase()) return undefined;
  return { scheme: name, credentials };
}
