import { readFileSync } from "node:fs";
import { request } from "node:http";
import { request as secureRequest } from "node:https";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import type { Handle } from "../../src/http/engine.ts";
import { serve } from "../../src/http/node/index.ts";

/** One request as it goes over a socket; a header that is repeated has a line for each of its values. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

const certificate = join(import.meta.dirname, "../http/node/certificate");
const tls = {
  cert: readFileSync(join(certificate, "cert.pem")),
  key: readFileSync(join(certificate, "key.pem")),
};

/** Serves an app for one request. A socket tells repeated headers apart, which the web's `Request` joins. */
export async function overSocket(app: { handle: Handle }, sent: SentRequest): Promise<Response> {
  const server = await serve(app, { port: 0, ...(sent.url.protocol === "https:" && { tls }) });
  try {
    return await send(server.port, sent);
  } finally {
    await server.close(0);
  }
}

function send(port: number, { method, url, headers, body }: SentRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    const to = { port, method, path: url.pathname + url.search, agent: false };
    const isSecure = url.protocol === "https:";
    const outgoing = isSecure ? secureRequest({ ...to, rejectUnauthorized: false }) : request(to);
    outgoing.removeHeader("connection");
    outgoing.setHeader("host", url.host);
    for (const [name, values] of Map.groupBy(headers, ([name]) => name)) {
      outgoing.setHeader(
        name,
        values.map(([, value]) => value),
      );
    }
    outgoing.once("error", reject);
    outgoing.once("response", async (incoming) => {
      try {
        const bytes = await buffer(incoming);
        const status = incoming.statusCode ?? 0;
        const answer = new Headers(Object.entries(incoming.headersDistinct).flatMap(linesOf));
        const plain = answer.get("content-encoding") === "gzip" ? gunzipSync(bytes) : bytes;
        const isEmpty = status === 204 || status === 205 || status === 304;
        resolve(new Response(isEmpty ? null : new Uint8Array(plain), { status, headers: answer }));
      } catch (error) {
        reject(error);
      }
    });
    outgoing.end(body ?? undefined);
  });
}

function linesOf([name, values = []]: [string, string[] | undefined]): [string, string][] {
  return values.map((value): [string, string] => [name, value]);
}
