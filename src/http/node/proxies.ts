import { BlockList, isIP } from "node:net";
import { DecoratedExchange } from "../decorated-exchange.ts";
import type { Exchange, Handle, RawHeaders } from "../engine.ts";
import { withHeader } from "../headers.ts";
import { isRootPath } from "../rooted-exchange.ts";

/** Proxies whose word is taken: addresses, networks such as `10.0.0.0/8`, or `*` for everybody. */
export class TrustedProxies {
  readonly names: readonly string[];
  readonly #list = new BlockList();
  readonly #all: boolean;
  readonly #known = new Map<string, boolean>();

  /** Throws a `TypeError` for what is no address and no network. */
  constructor(trusted: readonly string[]) {
    this.names = trusted;
    this.#all = trusted.includes("*");
    for (const text of trusted) if (text !== "*") this.#add(text);
  }

  /** Whether an address is that of a trusted proxy. */
  has(address: string | undefined): boolean {
    if (this.#all) return true;
    if (address === undefined) return false;
    let found = this.#known.get(address);
    if (found === undefined) {
      found = isIP(address) !== 0 && this.#list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
      // Clients that come directly have many addresses; proxies have few.
      if (this.#known.size < 1000) this.#known.set(address, found);
    }
    return found;
  }

  #add(text: string): void {
    const [address = "", prefix] = text.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    try {
      if (prefix === undefined) this.#list.addAddress(address, family);
      else this.#list.addSubnet(address, /^\d+$/.test(prefix) ? Number(prefix) : NaN, family);
    } catch (cause) {
      throw new TypeError(`"${text}" is no address and no network of proxies`, { cause });
    }
  }
}

/** What proxies have said of a request. */
interface Forwarding {
  readonly address: string | undefined;
  readonly secure: boolean | undefined;
  readonly host: string | undefined;
  readonly prefix: string | undefined;
}

/** The handle, which is told what trusted proxies say of the client: its address, scheme and host, and the path's prefix. */
export function behindProxies(handle: Handle, trusted: TrustedProxies): Handle {
  return (exchange) => {
    const said = trusted.has(exchange.remoteAddress) ? forwarding(exchange, trusted) : undefined;
    handle(said ? new ProxiedExchange(exchange, said) : exchange);
  };
}

/**
 * What `X-Forwarded-For`, `-Proto`, `-Host` and `-Prefix` say, or else `Forwarded` (RFC 7239). A proxy appends to what it was
 * sent, so that the list is read from its end, past the trusted proxies, to the first address that is not one of theirs; what
 * stands before that is the client's own word.
 */
function forwarding(exchange: Exchange, trusted: TrustedProxies): Forwarding | undefined {
  const list = (name: string): readonly string[] =>
    listed(exchange.header(`x-forwarded-${name}`)?.split(","));
  const [addresses, schemes, hosts, prefixes] = [list("for"), list("proto"), list("host"), list("prefix")];
  if (addresses.length + schemes.length + hosts.length + prefixes.length > 0) {
    const hops = hopsTo(addresses.map(addressOf), trusted);
    return said(addresses.at(-hops), nearest(schemes, hops), nearest(hosts, hops), nearest(prefixes, hops));
  }
  const elements = listed(elementsOf(exchange.header("forwarded"))).map(pairsOf);
  if (elements.length === 0) return undefined;
  const hops = hopsTo(
    elements.map((element) => addressOf(element.get("for") ?? "")),
    trusted,
  );
  const element = elements.at(-hops);
  return said(element?.get("for"), element?.get("proto"), element?.get("host"), undefined);
}

/** How many proxies have added to a list up to the entry that counts; at least one. */
function hopsTo(addresses: readonly (string | undefined)[], trusted: TrustedProxies): number {
  const fromEnd = addresses.toReversed().findIndex((address) => !address || !trusted.has(address));
  return Math.max(1, fromEnd < 0 ? addresses.length : fromEnd + 1);
}

/** The entry of the same proxy in a list that may be shorter. */
function nearest(list: readonly string[], hops: number): string | undefined {
  return list.at(-Math.min(hops, list.length));
}

function said(
  address: string | undefined,
  scheme: string | undefined,
  host: string | undefined,
  prefix: string | undefined,
): Forwarding {
  const root = prefix?.replace(/\/$/, "");
  return {
    address: address === undefined ? undefined : addressOf(address),
    secure: scheme === undefined ? undefined : /^(?:https|wss)$/i.test(scheme),
    host,
    prefix: root !== undefined && isRootPath(root) ? root : undefined,
  };
}

function listed(entries: readonly string[] = []): readonly string[] {
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== "");
}

/** The elements of `Forwarded`, from its end: a quote that a client leaves open must not swallow what proxies have added. */
function elementsOf(header: string | undefined): readonly string[] | undefined {
  const elements: string[] = [];
  let open: string[] = [];
  let quotes = 0;
  for (const piece of header?.split(",").toReversed() ?? []) {
    open.push(piece);
    quotes += piece.split('"').length - 1;
    if (quotes % 2 > 0) continue;
    elements.push(open.toReversed().join(","));
    open = [];
  }
  elements.push(open.toReversed().join(","));
  return elements.toReversed();
}

/** `for=192.0.2.43;proto=https`; names in any case, values quoted or not. */
function pairsOf(element: string): ReadonlyMap<string, string> {
  const pairs = Array.from(
    element.matchAll(/(?:^|;)[\t ]*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;"\s]*))/g),
    ([, name = "", quoted, plain = ""]) =>
      [name.toLowerCase(), quoted === undefined ? plain : quoted.replace(/\\(.)/g, "$1")] as const,
  );
  return new Map(pairs);
}

/** The address of a node without its port (RFC 7239 section 6); `undefined` where it is hidden. */
function addressOf(node: string): string | undefined {
  const address = /^\[(.*)\](?::\d+)?$/.exec(node)?.[1] ?? /^([\d.]+):\d+$/.exec(node)?.[1] ?? node;
  return isIP(address) === 0 ? undefined : address;
}

/** An exchange as it was before it came through proxies. */
class ProxiedExchange extends DecoratedExchange {
  readonly #said: Forwarding;
  #rawHeaders: RawHeaders | undefined = undefined;

  constructor(inner: Exchange, said: Forwarding) {
    super(inner);
    this.#said = said;
  }

  override get remoteAddress(): string | undefined {
    return this.#said.address ?? this.inner.remoteAddress;
  }

  override get secure(): boolean {
    return this.#said.secure ?? this.inner.secure;
  }

  override get rootPath(): string {
    return this.#said.prefix ?? this.inner.rootPath;
  }

  override get rawHeaders(): RawHeaders {
    const { host } = this.#said;
    this.#rawHeaders ??=
      host === undefined ? this.inner.rawHeaders : withHeader(this.inner.rawHeaders, "host", host);
    return this.#rawHeaders;
  }

  override header(name: string): string | undefined {
    return (name === "host" ? this.#said.host : undefined) ?? this.inner.header(name);
  }

  override headerValues(name: string): readonly string[] {
    const host = name === "host" ? this.#said.host : undefined;
    return host === undefined ? this.inner.headerValues(name) : [host];
  }
}
