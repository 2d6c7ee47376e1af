import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "..");

/** Where a door leads: to the sources inside the repository, to what was built outside. */
interface Door {
  readonly "millrace-source": string;
  readonly types: string;
  readonly default: string;
}

const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Readonly<Record<string, Door | string>>;
};
const doors = Object.entries(exports).filter(
  (entry): entry is [string, Door] => typeof entry[1] === "object",
);

test("every door leads to a source, and to what that is built to", () => {
  for (const [name, door] of doors) {
    const source = door["millrace-source"];
    assert.ok(existsSync(join(root, source)), `${name}: ${source}`);
    const built = source.replace("./src/", "./dist/");
    assert.deepEqual(
      [door.default, door.types],
      [built.replace(/\.ts$/, ".js"), built.replace(/\.ts$/, ".d.ts")],
    );
  }
});

/** The files that a source loads when it is imported, itself too; types load nothing. */
function loadedBy(file: string, loaded: Set<string> = new Set()): ReadonlySet<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, target = ""] of text.matchAll(/^(?:import|export)\s(?!type\b)[^"';]*?from\s+"(\.[^"]+)";/gm))
    loadedBy(join(dirname(file), target), loaded);
  return loaded;
}

test("who imports the main door does not load what has a door of its own", () => {
  const main = loadedBy(join(root, "src/index.ts"));
  const own = ["./middleware", "./node", "./templates", "./testing", "./uploads"].flatMap((name) => {
    const door = exports[name];
    assert.ok(typeof door === "object", name);
    const text = readFileSync(join(root, door["millrace-source"]), "utf8");
    const files = Array.from(
      text.matchAll(/^export\s(?!type\b)[^"';]*?from\s+"(\.[^"]+)";/gm),
      ([, target = ""]) => target,
    );
    return files.map((target) => join(root, dirname(door["millrace-source"]), target));
  });
  assert.ok(own.length > 10);
  assert.deepEqual(
    own.filter((file) => main.has(file)),
    [],
  );
});
