import { Millrace } from "millrace";
import type { Depends, Query } from "millrace";

const app = new Millrace();

interface User {
  name: string;
}

/** Who asks. */
async function getUser(token: Query<string>): Promise<User> {
  return { name: token };
}

const getLimit = (limit = 10) => Math.min(limit, 100);

async function* getDb() {
  yield { query: (text: string) => text };
}

type Db = Depends<typeof getDb>;

app.get("/", (user: Depends<typeof getUser>, db: Db, limit: Depends<typeof getLimit, { useCache: false }>) => [user, db.query(""), limit]);
