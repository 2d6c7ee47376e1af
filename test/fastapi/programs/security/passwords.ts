import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const scrypt = promisify<string, Buffer, number, Buffer>(scryptCallback);

/** The salt and the hash of a password, as text to be stored. */
export async function hash(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await scrypt(password, salt, 32);
  return `${salt.toString("base64")}:${key.toString("base64")}`;
}

export async function verify(password: string, stored: string): Promise<boolean> {
  const [salt = "", key = ""] = stored.split(":");
  const expected = Buffer.from(key, "base64");
  return timingSafeEqual(await scrypt(password, Buffer.from(salt, "base64"), expected.length), expected);
}
