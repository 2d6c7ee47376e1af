import type { Json } from "../contract/type-model.ts";
import type { Connection } from "../http/connection.ts";
import { HTTPException } from "../http/exception.ts";

/** What a scheme gives: `undefined` may stand for it where `autoError` is off. */
export type Given<T, A extends boolean> = A extends true ? T : T | undefined;

/** OpenAPI's security scheme object, such as `{ type: "http", scheme: "bearer" }`. */
export interface SecurityModel {
  readonly [field: string]: Json;
}

/** What may be said of every scheme. */
export interface SecurityOptions<A extends boolean> {
  /** What the document calls the scheme; the name of its class by default. */
  readonly schemeName?: string;
  readonly description?: string;
  /** `false` lets requests without credentials pass, and gives `undefined` for them; on by default. */
  readonly autoError?: A;
}

/** A scheme is a dependency: called with a connection, it gives the credentials that stand in the request's head. */
// eslint-disable-next-line typescript/no-unsafe-declaration-merging -- the constructor returns what the interface says
export interface SecurityScheme<T> {
  (connection: Connection): T;
}

/**
 * A way of sending credentials, as a value that `Depends` and `Security` name: `Depends<typeof scheme>`. It reads them, tells
 * the OpenAPI document of them, and refuses requests without; whether they are right is for the program to say.
 */
// eslint-disable-next-line typescript/no-unsafe-declaration-merging -- as above
export abstract class SecurityScheme<T> {
  static {
    Object.setPrototypeOf(this.prototype, Function.prototype);
  }

  /** OpenAPI's security scheme object (OpenAPI 3.1 section 4.8.27). */
  declare readonly model: SecurityModel;
  /** What the document calls the scheme. */
  declare readonly schemeName: string;
  declare readonly autoError: boolean;

  /** Takes the model without its description, which the options hold. */
  constructor(model: SecurityModel, options: SecurityOptions<boolean>) {
    const { schemeName = new.target.name, description, autoError = true } = options;
    const authenticate = (connection: Connection): unknown => {
      const given = scheme.read(connection);
      if (given === undefined && scheme.autoError) throw scheme.makeNotAuthenticatedError();
      return given;
    };
    const scheme = Object.setPrototypeOf(authenticate, new.target.prototype) as this;
    const described = description === undefined ? model : { ...model, description };
    return Object.assign(scheme, { model: described, schemeName, autoError });
  }

  /** The credentials in the request's head; `undefined` where there are none. Throws where they make no sense. */
  protected abstract read(connection: Connection): NonNullable<T> | undefined;

  /** The value of `WWW-Authenticate` (RFC 9110 section 11.6.1) for those who sent no credentials. */
  protected abstract get challenge(): string;

  /** What a request without credentials is answered with. */
  makeNotAuthenticatedError(): HTTPException {
    return new HTTPException(401, "Not authenticated", { headers: { "WWW-Authenticate": this.challenge } });
  }
}
