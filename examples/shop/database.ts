import { DatabaseSync } from "node:sqlite";
import type { Email, Field, Int } from "millrace";

/** Who buys and sells. */
export interface User {
  id: Int;
  email: Email;
  name: string;
}

/** What a seller says of something. */
export interface NewItem {
  name: Field<string, { minLength: 1; maxLength: 80 }>;
  /** In cents. */
  price: Field<Int, { minimum: 1; maximum: 10_000_000 }>;
  /** @default "" */
  description?: Field<string, { maxLength: 2000 }>;
}

/** Something for sale. */
export interface Item {
  id: Int;
  name: string;
  /** In cents. */
  price: Int;
  description: string;
  seller: string;
  hasPicture: boolean;
  sold: boolean;
}

const schema = `
  CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY, email TEXT UNIQUE NOT NULL, name TEXT NOT NULL, password TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS items (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL, description TEXT NOT NULL,
    seller INTEGER NOT NULL REFERENCES users, buyer INTEGER REFERENCES users, picture TEXT
  ) STRICT;
`;

const selectItem = `
  SELECT items.id, items.name, price, description, users.name AS seller, picture, buyer
  FROM items JOIN users ON users.id = items.seller
`;

interface ItemRow {
  id: number;
  name: string;
  price: number;
  description: string;
  seller: string;
  picture: string | null;
  buyer: number | null;
}

/** The shop's tables. */
export class Database {
  readonly #sqlite: DatabaseSync;

  constructor(path: string) {
    this.#sqlite = new DatabaseSync(path);
    this.#sqlite.exec(schema);
  }

  close(): void {
    this.#sqlite.close();
  }

  /** `undefined` where the address is taken. */
  addUser(user: Omit<User, "id">, password: string): User | undefined {
    const insert =
      "INSERT INTO users (email, name, password) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id";
    const row = this.#sqlite.prepare(insert).get(user.email, user.name, password);
    return row && { ...user, id: Number(row["id"]) };
  }

  findUser(email: string): (User & { password: string }) | undefined {
    const select = "SELECT id, email, name, password FROM users WHERE email = ?";
    return this.#sqlite.prepare(select).get(email) as (User & { password: string }) | undefined;
  }

  addItem({ name, price, description = "" }: NewItem, seller: User): Item {
    const insert = "INSERT INTO items (name, price, description, seller) VALUES (?, ?, ?, ?) RETURNING id";
    const row = this.#sqlite.prepare(insert).get(name, price, description, seller.id);
    return this.findItem(Number(row?.["id"])) as Item;
  }

  findItem(id: number): Item | undefined {
    const row = this.#sqlite.prepare(`${selectItem} WHERE items.id = ?`).get(id);
    return row && asItem(row as unknown as ItemRow);
  }

  /** Those whose name holds the text, the newest first. */
  *items(text: string): Generator<Item> {
    const rows = this.#sqlite.prepare(`${selectItem} WHERE items.name LIKE ? ORDER BY items.id DESC`);
    for (const row of rows.iterate(`%${text}%`)) yield asItem(row as unknown as ItemRow);
  }

  sellerOf(id: number): User | undefined {
    const select =
      "SELECT users.id, email, users.name FROM items JOIN users ON users.id = seller WHERE items.id = ?";
    return this.#sqlite.prepare(select).get(id) as User | undefined;
  }

  pictureOf(id: number): string | undefined {
    const row = this.#sqlite.prepare("SELECT picture FROM items WHERE id = ?").get(id);
    return (row?.["picture"] as string | null | undefined) ?? undefined;
  }

  setPicture(id: number, path: string): void {
    this.#sqlite.prepare("UPDATE items SET picture = ? WHERE id = ?").run(path, id);
  }

  /** Whether it was still there to be bought. */
  buy(id: number, buyer: User): boolean {
    const update = "UPDATE items SET buyer = ? WHERE id = ? AND buyer IS NULL";
    return this.#sqlite.prepare(update).run(buyer.id, id).changes === 1;
  }
}

function asItem({ picture, buyer, ...item }: ItemRow): Item {
  return { ...item, hasPicture: picture !== null, sold: buyer !== null };
}
