import { randomInt } from "node:crypto";
import { fastapiUniqueId, Millrace } from "millrace";
import type { Check } from "millrace";

const data = new Map([
  ["isbn-9781529046137", "The Hitchhiker's Guide to the Galaxy"],
  ["imdb-tt0371724", "The Hitchhiker's Guide to the Galaxy"],
  ["isbn-9781439512982", "Isaac Asimov: The Complete Stories, Vol. 2"],
]);

function checkValidId(id: string): void {
  if (!/^(isbn|imdb)-/.test(id)) {
    throw new Error('Invalid ID format, it must start with "isbn-" or "imdb-"');
  }
}

function program(choose: (ids: readonly string[]) => string | undefined): Millrace {
  const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

  app.get("/items/", function read_items(id: Check<string, typeof checkValidId> | null = null): unknown {
    const chosen = id || choose([...data.keys()]);
    return { id: chosen, name: data.get(chosen ?? "") ?? null };
  });

  return app;
}

export default program((ids) => ids[randomInt(ids.length)]);

/** FastAPI's own test makes the choice for the program. */
export const variants = { "test_get_random_item[tutorial015_an_py310]": program((ids) => ids.at(-1)) };
