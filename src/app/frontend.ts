import type { Frontend } from "../files/frontend.ts";
import type { Exchange } from "../http/engine.ts";
import { BaseResponse } from "../responses/response.ts";
import { below } from "./mount.ts";

/** The response of a frontend: which of its pages it is, the exchange says. */
export class FrontendResponse extends BaseResponse {
  readonly #frontend: Frontend;
  readonly #prefix: string;

  constructor(frontend: Frontend, prefix: string) {
    super(null);
    this.#frontend = frontend;
    this.#prefix = prefix;
  }

  override async prepare(exchange: Exchange): Promise<BaseResponse> {
    const answer = await this.#frontend.respond(below(exchange, this.#prefix));
    return new BaseResponse(answer.body, answer);
  }
}
