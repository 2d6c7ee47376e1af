import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const scrypt = promisify<string, Buffer, number, Buffer>(scryptCallback);
const bytes = 32;

/** A password's salt and hash, as one text to be stored. */
export async function hash(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await scrypt(password, salt, bytes);
  return `${salt.toString("base64url")}.${key.toString("base64url")}`;
}

/** The password is the one that `stored` was made of; for no password at all, this takes as long. */
export async function verify(password: string, stored: string = ".".padEnd(44, "A")): Promise<boolean> {
  const [salt = "", key = ""] = stored.split(".");
  const given = await scrypt(password, Buffer.from(salt, "base64url"), bytes);
  return timingSafeEqual(given, Buffer.from(key, "base64url"));
}
