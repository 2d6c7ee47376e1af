import { Millrace } from "millrace";

const app = new Millrace();

type Email = string & { readonly __brand: "Email" };
type UserId = number & { readonly userId: unique symbol };
type Loose = "a" | (string & {});

interface User {
  id: UserId;
  email: Email;
}

app.get("/", (email: Email, id: UserId, loose: Loose): User => ({ id, email: loose as Email }));
