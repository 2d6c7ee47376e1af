import assert from "node:assert/strict";
import { test } from "node:test";
import type {
  Body,
  Cookie,
  Depends,
  Email,
  Field,
  Form,
  Header,
  HttpUrl,
  Int,
  Path,
  Query,
  UUID,
} from "millrace";
import { Secret } from "millrace";
import { type Alike, holds, type Same } from "./equality.ts";

// What is wrong here is found by `tsc`: a line under `@ts-expect-error` must be an error, and every other line none.

interface Item {
  name: string;
  tags?: string[];
}

class Database {
  readonly open = true;
}

const notAFunction = 5;

test("a marker is the type that it marks", () => {
  holds<
    [
      Same<Path<string>, string>,
      Same<Query<string | null, { minLength: 3; alias: "q-text" }>, string | null>,
      Same<Header<string[]>, string[]>,
      Same<Cookie<"light" | "dark">, "light" | "dark">,
      Same<Body<Item, { embed: true }>, Item>,
      Same<Form<readonly File[]>, readonly File[]>,
      Same<Query<undefined>, undefined>,
      Same<Query<unknown>, unknown>,
      Same<Query<never>, never>,
    ]
  >();
  // @ts-expect-error -- the two differ
  holds<[Same<Query<string>, number>]>();
  // @ts-expect-error -- a marker of null and text is not of text alone
  holds<[Alike<Query<string | null>, string>]>();
});

test("a constrained type and the bare one stand for each other", () => {
  holds<
    [
      Alike<Int, number>,
      Alike<Email, string>,
      Alike<UUID, string>,
      Alike<HttpUrl, string>,
      Alike<Field<string[], { maxItems: 3 }>, string[]>,
      Alike<Field<Item, { title: "Item" }>, Item>,
      Alike<Field<string | null, { minLength: 1 }>, string | null>,
      Same<Field<null, { minLength: 1 }>, null>,
      Same<Field<undefined, { minLength: 1 }>, undefined>,
      Alike<Partial<{ count: Int }>, { count?: number }>,
      Alike<Pick<{ count: Int; name: Email }, "name">, { name: string }>,
    ]
  >();
  const count: Int = 5;
  const sum: number = count + 1;
  // @ts-expect-error -- text is no whole number
  const wrong: Int = "5";
  // @ts-expect-error -- a number is no text, whatever its constraints
  const text: Field<string, { minLength: 1 }> = count;
  assert.deepEqual([sum, wrong, text], [6, "5", 5]);
});

test("a dependency is what its function hands over", () => {
  const plain = (q?: Query<string>) => ({ q });
  const promised = async () => new Database();
  function* yielded() {
    yield new Database();
  }
  async function* yieldedLater(): AsyncGenerator<Database> {
    yield new Database();
  }
  holds<
    [
      Same<Depends<typeof plain>, { q: string | undefined }>,
      Same<Depends<typeof promised>, Database>,
      Same<Depends<typeof yielded>, Database>,
      Same<Depends<typeof yieldedLater>, Database>,
      Same<Depends<typeof Database>, Database>,
      Same<Depends<typeof promised, { scope: "function" }>, Database>,
    ]
  >();
  // @ts-expect-error -- a number cannot be called
  holds<[Same<Depends<typeof notAFunction>, never>]>();
  // @ts-expect-error -- `Depends` takes the type of a function, not of what it gives
  holds<[Same<Depends<Database>, Database>]>();
  const use = (db: Depends<typeof promised>) => {
    // @ts-expect-error -- the database has no such method
    db.close?.();
    return db.open;
  };
  assert.equal(use(new Database()), true);
});

test("a Standard Schema in a marker is what it gives", () => {
  interface Schema {
    readonly "~standard": { readonly types?: { readonly input: string; readonly output: Item } };
  }
  holds<[Same<Body<Schema>, Item>, Same<Query<Schema>, Item>]>();
});

test("a handler is an ordinary function, to be called as one", () => {
  function readItem(id: Path<Int>, q: Query<string, { maxLength: 5 }> = "all", agent?: Header<string>) {
    return `${id} ${q} ${agent}`;
  }
  holds<[Alike<Parameters<typeof readItem>, [number, (string | undefined)?, (string | undefined)?]>]>();
  assert.equal(readItem(3), "3 all undefined");
  // @ts-expect-error -- the id is a number
  assert.equal(readItem("3"), "3 all undefined");
});

test("a secret is given by revealing it, and is no text itself", () => {
  interface Login {
    password: Field<Secret, { minLength: 6 }>;
    key?: Secret<Uint8Array>;
  }
  const login: Login = { password: new Secret("hunter2"), key: new Secret(new Uint8Array(2)) };
  const text: string = login.password.reveal();
  const bytes: Uint8Array | undefined = login.key?.reveal();
  assert.deepEqual([text, bytes?.length], ["hunter2", 2]);
  // @ts-expect-error -- text is no secret until it is made one
  const password: Login["password"] = "hunter2";
  // @ts-expect-error -- a secret is text or bytes
  const number: Secret<number> | undefined = undefined;
  assert.deepEqual([password, number], ["hunter2", undefined]);
});
