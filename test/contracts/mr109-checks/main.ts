import { Millrace } from "millrace";
import type { Check, Int, Query } from "millrace";

const app = new Millrace();

async function isFree(name: string): Promise<void> {
  await fetch(`http://localhost/${name}`);
}

const later = (value: number) => (value > 0 ? Promise.resolve(value) : value);

interface Account {
  name: Check<string, typeof isFree>;
  age: Int;
}

app.post("/", (account: Account, n: Query<Check<Int, typeof later>>) => [account, n]);
