import { Millrace, type Secret } from "millrace";
import type { Check, Field, Form, Header, Query } from "millrace";

const app = new Millrace();

export function strong(password: string): void {
  if (!/\d/.test(password)) throw new Error("a digit is wanted");
}

type Password = Secret<Check<Field<string, { minLength: 8 }>, typeof strong>>;

interface Login {
  user: string;
  password: Password;
  /** Another way in. */
  token?: Field<Secret, { maxLength: 40 }> | null;
  /** @default "none" */
  pin: Secret;
  key: Secret<Uint8Array>;
}

app.post("/login", (login: Login): Login => login);
app.post("/form", (login: Form<Login>, otp: Form<Secret>) => [login, otp]);
app.get("/", (key: Header<Secret, { alias: "x-api-key" }>, old?: Query<Secret[]>) => [key, old]);
