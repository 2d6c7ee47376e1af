import type { Connection } from "../http/connection.ts";
import { credentialsOf } from "./authorization.ts";
import { type Given, type SecurityOptions, SecurityScheme } from "./scheme.ts";

/** What each scope allows, by its name. */
export interface OAuth2Scopes {
  readonly [scope: string]: string;
}

/** One of OAuth 2's ways to a token, as OpenAPI tells of it (OpenAPI 3.1 section 4.8.29). URLs may be relative. */
export interface OAuth2Flow {
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly scopes?: OAuth2Scopes;
}

/** The ways to a token that a service knows. */
export interface OAuth2Flows {
  readonly password?: OAuth2Flow;
  readonly authorizationCode?: OAuth2Flow;
  readonly clientCredentials?: OAuth2Flow;
  readonly implicit?: OAuth2Flow;
}

/** OAuth 2 by any flows; gives the `Authorization` header whole, as it was sent. */
export class OAuth2<A extends boolean = true> extends SecurityScheme<Given<string, A>> {
  constructor({ flows = {}, ...options }: SecurityOptions<A> & { readonly flows?: OAuth2Flows } = {}) {
    const described = Object.entries(flows).map(([name, flow]) => [name, { scopes: {}, ...flow }] as const);
    super({ type: "oauth2", flows: Object.fromEntries(described) }, options);
  }

  protected override read(connection: Connection): string | undefined {
    return connection.header("authorization") || undefined;
  }

  protected override get challenge(): string {
    return "Bearer";
  }
}

/** What may be said of a scheme whose tokens are got at one URL. */
export interface OAuth2BearerOptions<A extends boolean> extends SecurityOptions<A> {
  /** Where a token is got, relative to the document's URL: `token`. */
  readonly tokenUrl: string;
  readonly refreshUrl?: string;
  readonly scopes?: OAuth2Scopes;
}

/** A bearer token (RFC 6750) that was got for a name and a password; gives the token. */
export class OAuth2PasswordBearer<A extends boolean = true> extends OAuth2<A> {
  constructor({ tokenUrl, refreshUrl, scopes = {}, ...options }: OAuth2BearerOptions<A>) {
    const password = { scopes, tokenUrl, ...(refreshUrl !== undefined && { refreshUrl }) };
    super({ ...options, flows: { password } });
  }

  protected override read(connection: Connection): string | undefined {
    return credentialsOf(connection, "bearer")?.credentials;
  }
}

/** A bearer token (RFC 6750) that was got for a code, after a page of the authorization server; gives the token. */
export class OAuth2AuthorizationCodeBearer<A extends boolean = true> extends OAuth2<A> {
  constructor(options: OAuth2BearerOptions<A> & { readonly authorizationUrl: string }) {
    const { authorizationUrl, tokenUrl, refreshUrl, scopes = {}, ...rest } = options;
    const urls = { authorizationUrl, tokenUrl, ...(refreshUrl !== undefined && { refreshUrl }) };
    super({ ...rest, flows: { authorizationCode: { scopes, ...urls } } });
  }

  protected override read(connection: Connection): string | undefined {
    return credentialsOf(connection, "bearer")?.credentials;
  }
}
