import { Millrace } from "millrace";
import type { Decimal, Email, Field, HttpUrl, Int, UUID } from "millrace";

const app = new Millrace();

interface Account {
  id: UUID;
  email: Email;
  homepage: HttpUrl | null;
  visits?: Int;
  balance: Field<Decimal, { maxDigits: 8; decimalPlaces: 2; minimum: 0 }>;
  /**
   * @maxDigits 3
   * @exclusiveMaximum 1
   */
  share?: Decimal | null;
}

app.put("/{id}", (id: UUID, account: Account): Account => account);
