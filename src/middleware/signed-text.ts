import { createHmac, timingSafeEqual } from "node:crypto";

/** Text that carries its signature (HMAC with SHA-256), so that who has not the secret can read it but not change it. */
export class SignedText {
  readonly #secrets: readonly string[];
  readonly #purpose: string;

  /** The first secret signs, all of them are taken. What is signed for one purpose is no good for another. */
  constructor(secrets: readonly string[], purpose: string) {
    if (secrets.length === 0 || secrets.some((secret) => secret === ""))
      throw new TypeError("a signature needs a secret that is not empty");
    this.#secrets = secrets;
    this.#purpose = purpose;
  }

  sign(text: string): string {
    const body = Buffer.from(text).toString("base64url");
    return `${body}.${this.#signature(this.#secrets[0] as string, body).toString("base64url")}`;
  }

  /** The text again; `undefined` where it is not what one of the secrets has signed. */
  open(signed: string): string | undefined {
    const dot = signed.lastIndexOf(".");
    const body = signed.slice(0, Math.max(dot, 0));
    const given = Buffer.from(signed.slice(dot + 1), "base64url");
    const isOurs = this.#secrets.some((secret) => {
      const expected = this.#signature(secret, body);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    return isOurs ? Buffer.from(body, "base64url").toString() : undefined;
  }

  #signature(secret: string, body: string): Buffer {
    return createHmac("sha256", secret).update(`${this.#purpose}\0${body}`).digest();
  }
}
