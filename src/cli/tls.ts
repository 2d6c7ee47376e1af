import { readFileSync } from "node:fs";
import { createSecureContext, type TlsOptions } from "node:tls";
import { Failure } from "./failure.ts";
import type { Settings } from "./options.ts";

/** What the command line says of TLS; `undefined` where it says nothing. Throws `Failure` where it cannot be used. */
export function readTls(settings: Settings): TlsOptions | undefined {
  const { "ssl-certfile": certificate, "ssl-keyfile": key } = settings;
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate === undefined || key === undefined) {
    throw new Failure("TLS takes both `--ssl-certfile` and `--ssl-keyfile`.");
  }
  const tls = { cert: read(certificate), key: read(key) };
  try {
    createSecureContext(tls);
  } catch (error) {
    const { message } = error as Error;
    throw new Failure(`${certificate} and ${key} are no certificate and its key: ${message}`, {
      cause: error,
    });
  }
  return tls;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
