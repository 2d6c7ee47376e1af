import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Project } from "./project.ts";

interface Mistake {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly words?: string;
  /** The whole of stderr. */
  readonly stderr: RegExp;
}

const mistakes: Mistake[] = [
  {
    title: "a missing file",
    files: {},
    words: "run shop.ts",
    stderr: /^There is no file `shop\.ts`\.\n$/,
  },
  {
    title: "a file with no app",
    files: { "main.ts": "export const answer: number = 42;" },
    stderr: /^main\.ts exports no Millrace app: add `export default app;`\. It exports `answer`\.\n$/,
  },
  {
    title: "a syntax error",
    files: { "main.ts": 'import { Millrace } from "millrace";\nconst app = = new Millrace();\n' },
    stderr: /main\.ts:2:13/,
  },
  {
    title: "a syntax error in JavaScript",
    files: { "main.js": 'import { Millrace } from "millrace";\nconst app = = new Millrace();\n' },
    stderr: /main\.js:2:13/,
  },
  {
    title: "an author's mistake",
    files: {
      "main.ts": `import { Millrace } from "millrace";
const app = new Millrace();
app.get("/a", () => 1);
app.get("/a", () => 2);
export default app;
`,
    },
    stderr: /^MR108: GET \/a is registered twice.*\n {2}at .*main\.ts:4:15\n.*\n {2}4 \| app\.get/s,
  },
  {
    title: "an exception at the top level",
    files: {
      "main.ts": `import "millrace";
interface Settings {
  url: string;
}
function connect(settings: Settings): never {
  throw new TypeError("no database at " + settings.url);
}
connect({ url: "here" });
`,
    },
    stderr: /^TypeError: no database at here\n {4}at connect \(.*main\.ts:6:9\)\n {4}at .*main\.ts:8:1\)?\n$/,
  },
  {
    title: "a package that is not installed",
    files: { "main.ts": 'import nothing from "nothing";\nexport default nothing;\n' },
    stderr: /^Error \[ERR_MODULE_NOT_FOUND\]: Cannot find package 'nothing' imported from .*main\.ts\n$/,
  },
  {
    title: "a command that does not exist",
    files: {},
    words: "serve",
    stderr: /^There is no command `serve`; .*\n$/,
  },
];

for (const { title, files, words = "run --port 0", stderr } of mistakes)
  test(`${title} is one message on stderr, exit code 1, and no stack of ours`, async (context) => {
    const run = new Project(context, files).millrace(words);
    assert.equal(await run.ended, 1);
    assert.match(run.stderr, stderr);
    assert.doesNotMatch(run.stderr, /node:internal|\/src\/(cli|loader|compiler|app)\//);
    assert.equal(run.stdout, "");
  });

const shop = `import { Millrace } from "millrace";
import type { Int } from "millrace";
export const other = 1;
export const shop = new Millrace({ title: "Shop" });
shop.get("/items/{id}", function readItem(id: Int) { return { id }; });
shop.on(["PUT", "PATCH"], "/items", () => 1);
setInterval(() => {}, 1000);
`;

test("openapi prints the document, or writes it, and ends though the program keeps a timer", async (context) => {
  const project = new Project(context, { "shop.ts": shop });
  const printing = project.millrace("openapi shop.ts");
  assert.equal(await printing.ended, 0);
  const document = JSON.parse(printing.stdout) as { info: { title: string }; paths: Record<string, unknown> };
  assert.equal(document.info.title, "Shop");
  assert.deepEqual(Object.keys(document.paths), ["/items/{id}", "/items"]);
  const writing = project.millrace("openapi shop.ts --app shop --out api.json");
  assert.equal(await writing.ended, 0);
  assert.equal(writing.stdout, "");
  assert.equal(readFileSync(join(project.folder, "api.json"), "utf8"), printing.stdout);
  const failing = project.millrace("openapi shop.ts --out none/api.json");
  assert.equal(await failing.ended, 1);
  assert.match(failing.stderr, /^`none\/api\.json` cannot be written: ENOENT.*\n$/);
});

test("routes prints a table with the place of each handler, and its name or the ids of its operations", async (context) => {
  const run = new Project(context, { "shop.ts": shop }).millrace("routes shop.ts");
  assert.equal(await run.ended, 0);
  assert.match(
    run.stdout,
    /^METHODS +PATH +NAME +PLACE\nGET +\/items\/\{id\} +readItem +shop\.ts:5:\d+\nPUT,PATCH +\/items +putItems,patchItems +shop\.ts:6:\d+\n$/,
  );
});

test("routes prints mounts, the routes of the apps there, and frontends", async (context) => {
  const main = `
    import { Millrace } from "millrace";
    const app = new Millrace();
    const parts = new Millrace();
    const screws = new Millrace();
    app.mount("/parts", parts, { name: "parts" });
    app.frontend("/", { directory: "." });
    parts.get("/", function list() { return []; });
    parts.mount("/", screws);
    screws.get("/screws", function screw() { return 1; });
    screws.get("/screws/{id}", (id: string) => id);
    screws.post("/screws", { operationId: "addScrew" }, () => 1);
    screws.get("/hidden", { includeInSchema: false }, () => 1);
    export default app;
  `;
  const run = new Project(context, { "main.ts": main }).millrace("routes");
  assert.equal(await run.ended, 0);
  const lines = run.stdout.split("\n").slice(1, -1);
  assert.deepEqual(
    lines.map((line) => line.replace(/:\d+:\d+$/, "").replaceAll(/(?<=\S) +/g, " ")),
    [
      "MOUNT /parts parts",
      "  GET /parts/ list main.ts",
      "  MOUNT /parts/",
      "    GET /parts/screws screw main.ts",
      "    GET /parts/screws/{id} getScrewsById main.ts",
      "    POST /parts/screws addScrew main.ts",
      "    GET /parts/hidden main.ts",
      "FRONTEND / .",
    ],
  );
});

test("help and version need no program", async (context) => {
  const project = new Project(context, {});
  const [help, version] = [project.millrace("run --help"), project.millrace("--version")];
  assert.deepEqual([await help.ended, await version.ended], [0, 0]);
  assert.match(help.stdout, /^Usage: millrace run /);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
});
