import { type JWTPayload, jwtVerify, SignJWT } from "jose";

const secret = new TextEncoder().encode("09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7");

/** When FastAPI's answers were recorded; the tokens in them are good for half an hour. */
const now = new Date("2026-11-22T13:31:26Z");

export async function createAccessToken(data: JWTPayload): Promise<string> {
  return new SignJWT(data)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setExpirationTime(new Date(now.getTime() + 30 * 60 * 1000))
    .sign(secret);
}

/** What a token says. Throws `JOSEError` for one that is not ours, or not good any more. */
export async function decode(token: string): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, secret, { algorithms: ["HS256"], currentDate: now });
  return payload;
}
