import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

/** Who may import whom. This map is the architecture; `docs/contributing/map.md` draws it. */
const mayImport: Record<string, readonly string[]> = {
  contract: [],
  http: [],
  routing: [],
  schema: ["contract"],
  streams: ["contract", "http"],
  parameters: ["contract", "schema", "http"],
  files: ["http"],
  uploads: ["http"],
  responses: ["contract", "schema", "http", "streams", "files"],
  security: ["contract", "http", "parameters"],
  dependencies: ["contract", "schema", "http", "parameters", "security"],
  middleware: ["http", "responses"],
  websockets: ["contract", "schema", "http", "parameters", "responses"],
  openapi: ["contract", "schema", "http"],
  settings: ["contract", "schema"],
  asyncapi: ["contract", "schema", "openapi"],
  app: [
    "contract",
    "schema",
    "http",
    "routing",
    "streams",
    "parameters",
    "files",
    "responses",
    "security",
    "dependencies",
    "middleware",
    "websockets",
    "openapi",
    "asyncapi",
  ],
  templates: ["http", "responses"],
  testing: ["contract", "http", "websockets", "app"],
  compiler: ["contract"],
  loader: ["contract", "compiler"],
  cli: ["contract", "http", "middleware", "openapi", "app", "compiler", "loader"],
};

/** Files that may be longer than the rest, each with its reason. */
const longFiles: Record<string, string> = {};

const maxLines = 300;
const root = join(import.meta.dirname, "../src");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const text = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
const folderOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] ?? "") : "door");

/** A door only re-exports; it is the public face of a folder and may gather what it likes from below it. */
const isDoor = (file: string): boolean => file === "index.ts";

function importsOf(file: string): string[] {
  const found = (text.get(file) ?? "").matchAll(
    /(?:^\s*(?:import|export)\b[^"';]*?|\bimport\()\s*"([^"]+)"/gm,
  );
  return Array.from(found, ([, target = ""]) =>
    target.startsWith(".") ? normalize(join(dirname(file), target)) : target,
  );
}

test("folders import only what the map allows", () => {
  const strays = files
    .filter((file) => !isDoor(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => text.has(target) && folderOf(target) !== folderOf(file))
        .filter((target) => !mayImport[folderOf(file)]?.includes(folderOf(target)))
        .map((target) => `${file} -> ${target}`),
    );
  assert.deepEqual(strays, []);
});

test("nothing inside imports the main door", () => {
  assert.deepEqual(
    files.filter((file) => importsOf(file).includes("index.ts")),
    [],
  );
});

test("TypeScript is reached from one file", () => {
  const users = files.filter((file) => importsOf(file).some((target) => /^typescript(\/|$)/.test(target)));
  assert.deepEqual(
    users.filter((file) => file !== "compiler/session.ts"),
    [],
  );
});

test("only the engine imports node:http", () => {
  const users = files.filter((file) =>
    importsOf(file).some((target) => /^node:(http|http2|https|net|tls)$/.test(target)),
  );
  assert.deepEqual(
    users.filter((file) => !file.startsWith("http/node/") && !file.startsWith("cli/")),
    [],
  );
});

test("functions are made from text in one file", () => {
  assert.deepEqual(
    files
      .filter((file) => /new Function\(/.test(text.get(file) ?? ""))
      .filter((file) => file !== "schema/emit.ts"),
    [],
  );
});

test("imports never go in a circle, type imports included", () => {
  const closed = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    assert.ok(!trail.includes(file), `circle: ${[...trail, file].join(" -> ")}`);
    if (closed.has(file) || !text.has(file)) return;
    for (const target of importsOf(file)) walk(target, [...trail, file]);
    closed.add(file);
  };
  for (const file of files) walk(file, []);
});

test(`no file is longer than ${maxLines} lines`, () => {
  const long = files.filter((file) => (text.get(file) ?? "").split("\n").length > maxLines + 1);
  assert.deepEqual(
    long.filter((file) => !(file in longFiles)),
    [],
  );
});

test("no folder collects what has no name", () => {
  assert.deepEqual(
    files.filter((file) => /(^|\/)(utils?|helpers?|common|shared|misc)(\/|\.ts$)/.test(file)),
    [],
  );
});
