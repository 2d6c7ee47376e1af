import { errors, jwtVerify, SignJWT } from "jose";

/** From the environment, so that every process signs alike; of no use to anybody who reads this. */
const secret = process.env["TOKEN_SECRET"]
  ? new TextEncoder().encode(process.env["TOKEN_SECRET"])
  : crypto.getRandomValues(new Uint8Array(32));

/** Who a token is for, and what it allows. */
export interface Grant {
  name: string;
  scopes: readonly string[];
}

/** A token that is good for half an hour. */
export async function issue({ name, scopes }: Grant): Promise<string> {
  return new SignJWT({ scope: scopes.join(" ") })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(name)
    .setIssuedAt()
    .setExpirationTime("30 min")
    .sign(secret);
}

/** What a token says; `undefined` for one that is not ours, or not good any more. */
export async function read(token: string): Promise<Grant | undefined> {
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ["HS256"] });
    return { name: payload.sub ?? "", scopes: String(payload["scope"] ?? "").split(" ") };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
