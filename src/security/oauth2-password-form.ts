import type { Field, Form } from "../parameters/markers.ts";

type Grant = Field<string, { pattern: "^password$" }>;

/**
 * The form that asks for a token with a name and a password (RFC 6749 section 4.3.2), as a dependency:
 * `form: Depends<typeof OAuth2PasswordRequestForm>`. Its `grant_type` may be left out.
 */
export class OAuth2PasswordRequestForm {
  readonly grantType: string | undefined;
  readonly username: string;
  readonly password: string;
  /** What is asked for; one text on the wire, `scope`, with spaces between. */
  readonly scopes: readonly string[];
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;

  constructor(
    grantType: Form<Grant | null, { alias: "grant_type" }> | undefined,
    username: Form<string>,
    password: Form<string, { format: "password" }>,
    scope: Form<string, { default: "" }> = "",
    clientId?: Form<string | null, { alias: "client_id" }>,
    clientSecret?: Form<string | null, { alias: "client_secret"; format: "password" }>,
  ) {
    this.grantType = grantType ?? undefined;
    this.username = username;
    this.password = password;
    this.scopes = scope.split(/\s+/).filter((name) => name !== "");
    this.clientId = clientId ?? undefined;
    this.clientSecret = clientSecret ?? undefined;
  }
}

/** As `OAuth2PasswordRequestForm`, and `grant_type` must be there, as the standard has it. */
export class OAuth2PasswordRequestFormStrict extends OAuth2PasswordRequestForm {
  override readonly grantType: string;

  constructor(
    grantType: Form<Grant, { alias: "grant_type" }>,
    username: Form<string>,
    password: Form<string>,
    scope: Form<string, { default: "" }> = "",
    clientId?: Form<string | null, { alias: "client_id" }>,
    clientSecret?: Form<string | null, { alias: "client_secret" }>,
  ) {
    super(grantType, username, password, scope, clientId, clientSecret);
    this.grantType = grantType;
  }
}
