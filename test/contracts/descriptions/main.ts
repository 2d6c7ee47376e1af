import { Millrace } from "millrace";

const app = new Millrace();

/**
 * Find one item.
 *
 * Looks in *all* shops, see {@link save}.
 * @param id which one
 * @param q - what to look for
 * @returns the item
 */
function find(id: string, q?: string) {
  return id + q;
}

app.get("/found", find);

/** Save it. @deprecated */
const save = (id: string) => id;
app.put("/saved", save);

/** The root. */
app.get("/", (/** How many. @minimum 1 */ count: number) => count);

/** Not this one. */
app.get("/found/again", find);

const handlers = {
  /** Remove it. */
  remove: (id: string) => id,
};
app.delete("/", handlers.remove);
