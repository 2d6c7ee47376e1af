import { Millrace } from "millrace";

const app = new Millrace();

interface Inline { /** @maximum 3 */ m: number; /** The count of {@link Inline|inline} things.
   * Over two lines.
   * @minimum 1 @example 4 */ n: number; plain: string /** of plain */; /** of plain too */
  /* @maximum 9 */ none: number; /** Old. @deprecated */ old?: string }

type Literal = { /** @minLength 2 */ a: string } & { /* no */ b?: string };

class Data { /** first */ first = 1; method() {} /** second */ second = 2 }

app.post("/inline", (inline: Inline, literal: Literal, data: Data) => [inline, literal, data]); /** The second. */ app.get("/second", () => 1);

if (app) { /** Has a name. @param n how many */ function named(n: number) { return n; } app.get("/named", named); }
