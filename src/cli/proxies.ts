import type { ServeOptions } from "../http/node/server.ts";
import { TrustedProxies } from "../http/node/proxies.ts";
import { checkRootPath } from "../http/rooted-exchange.ts";
import { Failure } from "./failure.ts";
import type { Settings } from "./options.ts";

/** What stands before the server. */
export type Proxies = Required<Pick<ServeOptions, "rootPath" | "trustedProxies">>;

const thisMachine: readonly string[] = ["127.0.0.0/8", "::1"];

/** The proxies that the settings tell of. Throws `Failure` for what cannot be. */
export function proxiesOf(settings: Settings): Proxies {
  const { "root-path": rootPath = "", "forwarded-allow-ips": addresses } = settings;
  const named = addresses?.split(",").map((address) => address.trim());
  const trusted = named ?? (settings["proxy-headers"] ? thisMachine : []);
  try {
    checkRootPath(rootPath);
    return { rootPath, trustedProxies: new TrustedProxies(trusted).names };
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`${sentence(error.message)}.`);
    throw error;
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
