import { hash } from "node:crypto";
import { preconditionStatus } from "../http/preconditions.ts";
import { BaseResponse, isWhole } from "../responses/response.ts";
import type { Middleware } from "./middleware.ts";

/** What a 304 says again of what the client has already (RFC 9110 section 15.4.5), and what it may say beside that. */
const describesContent = /^content-(?!location$|security-policy)|^transfer-encoding$|^accept-ranges$/i;

/**
 * Gives what is sent at once to a GET an entity tag, made of its bytes, and answers 304 to a client that has those bytes
 * already; the handler runs all the same. Tags and dates that a response has of its own count too, those of streams as well.
 */
export function etag(): Middleware {
  return async (request, next) => {
    const response = await next();
    const { status, headers, body } = response;
    if (status !== 200 || (request.method !== "GET" && request.method !== "HEAD")) return response;
    if (!headers.has("etag") && isWhole(body) && body !== null && body.length > 0)
      headers.set("etag", `"${hash("sha256", body, "base64url").slice(0, 27)}"`);
    const answered = preconditionStatus(request, {
      etag: headers.get("etag"),
      lastModified: headers.get("last-modified"),
    });
    if (answered === undefined) return response;
    const answer = new BaseResponse(null, { status: answered, headers });
    for (let i = 0; i < headers.raw.length; i += 2) {
      const name = headers.raw[i] as string;
      if (describesContent.test(name)) answer.headers.delete(name);
    }
    return answer;
  };
}
