import type { Connection } from "../http/connection.ts";
import { type Given, type SecurityOptions, SecurityScheme } from "./scheme.ts";

/** OpenID Connect; gives the `Authorization` header whole, as it was sent. */
export class OpenIdConnect<A extends boolean = true> extends SecurityScheme<Given<string, A>> {
  /** `openIdConnectUrl` is where the provider describes itself: `https://…/.well-known/openid-configuration`. */
  constructor({ openIdConnectUrl, ...options }: SecurityOptions<A> & { readonly openIdConnectUrl: string }) {
    super({ type: "openIdConnect", openIdConnectUrl }, options);
  }

  protected override read(connection: Connection): string | undefined {
    return connection.header("authorization") || undefined;
  }

  protected override get challenge(): string {
    return "Bearer";
  }
}
