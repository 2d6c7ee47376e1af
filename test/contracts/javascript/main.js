import { Millrace } from "millrace";
import { getDb } from "./db.js";

const app = new Millrace();

/**
 * Something for sale.
 * @typedef {object} Item
 * @property {string} name What it is called.
 * @property {number} [price]
 */

/** @typedef {import("millrace").Query<string, { minLength: 2 }>} Search */

/**
 * Find items.
 * @param {Search} q what to look for
 * @param {import("millrace").Int} limit
 * @param {import("millrace").Depends<typeof getDb>} db
 * @param {boolean} [all]
 * @returns {Promise<Item[]>}
 */
async function find(q, limit, db, all = false) {
  return db.filter((name) => all || name === q).slice(limit).map((name) => ({ name }));
}

app.get("/items", find);

app.get("/short", (short = false) => short);

app.post(
  "/items",
  /** @param {Item} item */
  (item) => item.name,
);
