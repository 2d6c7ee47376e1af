import { Millrace } from "millrace";
import type { Email, HttpUrl, Int, UUID } from "millrace";

const app = new Millrace();

interface Account {
  id: UUID;
  email: Email;
  homepage: HttpUrl | null;
  visits?: Int;
}

app.put("/{id}", (id: UUID, account: Account): Account => account);
