import { type StateKey, stateKey } from "../http/state-key.ts";
import type { Middleware } from "./middleware.ts";

/** What an id looks like, and where it comes from. */
export interface RequestIdOptions {
  /** The header that holds it, in requests and responses; `x-request-id` by default. */
  readonly header?: string;
  /** Makes one; a random UUID by default. */
  readonly generate?: () => string;
  /** Whether to keep the one that a request came with; by default, up to 128 letters, digits and `-_.:/+=@`. */
  readonly accept?: (id: string) => boolean;
}

/** The id of a request, as a dependency: `Depends<typeof currentRequestId>`. */
export const currentRequestId: StateKey<string> = stateKey("request id");

const plain = /^[\w.:/+=@-]{1,128}$/;

/** Gives each request an id, or keeps the one that it came with, and says it in the response. */
export function requestId(options: RequestIdOptions = {}): Middleware {
  const { header = "x-request-id", generate = () => crypto.randomUUID() } = options;
  const accept = options.accept ?? ((id: string): boolean => plain.test(id));
  return async (request, next) => {
    const given = request.header(header);
    const id = given !== undefined && accept(given) ? given : generate();
    request.state.set(currentRequestId, id);
    const response = await next();
    response.headers.set(header, id);
    return response;
  };
}
