import { isAbsolute, relative, resolve, sep } from "node:path";

/** A proxy that sends files itself when it is told their names: it reads them without a detour through this process. */
export type Offload = {
  /** The addresses that the proxy connects from. Whoever else does is sent the file; the header would tell of its place. */
  readonly proxies: readonly string[];
  /** The folder whose files the proxy may read. */
  readonly directory: string;
} & (
  | {
      /** As nginx has it. */
      readonly header: "X-Accel-Redirect";
      /** The path, `internal` in the configuration of the proxy, under which it has the folder. */
      readonly location: string;
    }
  | {
      /** As Apache and lighttpd have it. */
      readonly header: "X-Sendfile";
    }
);

/** The header that tells the proxy of a file; `undefined` where the file is not its to send. */
export function offloaded(
  offload: Offload,
  path: string,
  peerAddress: string | undefined,
): readonly [name: string, value: string] | undefined {
  // A socket for both kinds of addresses shows those of IPv4 in the clothes of IPv6 (RFC 4291 section 2.5.5.2).
  const address = peerAddress?.replace(/^::ffff:/, "");
  if (address === undefined || !offload.proxies.includes(address)) return undefined;
  const file = resolve(path);
  const inside = relative(resolve(offload.directory), file);
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    return undefined;
  if (offload.header === "X-Accel-Redirect") {
    const encoded = inside.split(sep).map(encodeURIComponent).join("/");
    return [offload.header, `${offload.location.replace(/\/$/, "")}/${encoded}`];
  }
  // Whether the name is decoded differs from server to server: one that would show the difference stays here.
  return /^[\x21-\x24\x26-\x7e]+$/.test(file) ? [offload.header, file] : undefined;
}
