import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Millrace } from "../../src/index.ts";
import type { OpenAPIDocument } from "../../src/index.ts";

// Both generators speak to the compiler of TypeScript 6 and earlier, which has no commands that would hide ours in this package.
const require = createRequire(import.meta.url);
const javascriptCompiler = join(require.resolve("@ts-morph/common"), "../typescript.js");
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === "typescript" && /openapi-t/.test(context.parentURL ?? "")
      ? { url: pathToFileURL(javascriptCompiler).href, format: "commonjs", shortCircuit: true }
      : nextResolve(specifier, context),
});

const root = join(import.meta.dirname, "../..");
// Inside the repository, where `millrace` resolves to the sources.
const scratch = join(root, ".cache/generators");

interface Documented {
  /** `examples/shop/main.ts` */
  readonly name: string;
  readonly document: OpenAPIDocument;
}

const documents: Documented[] = [];

/** Every app of the ports and the examples, read as one program, since that is compiled at once. */
async function loadDocuments(): Promise<void> {
  const files = globSync(["test/fastapi/programs/**/*.ts", "examples/*/main.{ts,js}"], { cwd: root }).sort();
  const imports = files.map((file, index) => `import * as program${index} from "../../${file}";`);
  const list = files.map((file, index) => `  ["${file}", program${index}],`);
  writeFileSync(join(scratch, "main.ts"), [...imports, "export default [", ...list, "];"].join("\n"));
  const { default: programs } = (await import(pathToFileURL(join(scratch, "main.ts")).href)) as {
    default: readonly (readonly [string, Readonly<Record<string, unknown>>])[];
  };
  for (const [name, program] of programs)
    for (const app of new Set(Object.values({ ...program, ...(program["variants"] as object | undefined) })))
      if (app instanceof Millrace)
        documents.push({ name, document: JSON.parse(JSON.stringify(app.openapi())) as OpenAPIDocument });
}

/** The ids of all operations of a document; webhooks are nothing that a client calls. */
function operationIds({ paths }: OpenAPIDocument): readonly string[] {
  return Object.values((paths ?? {}) as Record<string, Record<string, { operationId?: string }>>).flatMap(
    (path) => Object.values(path).flatMap(({ operationId }) => operationId ?? []),
  );
}

before(async () => {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  await loadDocuments();
});

test("there is a document of every port and every example", () => {
  const ports = globSync("test/fastapi/programs/*/tutorial*.ts", { cwd: root });
  const names = new Set(documents.map(({ name }) => name));
  assert.deepEqual(
    ports.filter((port) => !names.has(port)),
    [],
  );
  assert.ok(names.has("examples/from-fastapi/main.ts") && names.has("examples/shop/main.ts"));
  assert.ok(documents.some(({ document }) => document.openapi === "3.2.0"));
});

test("openapi-typescript digests every document", { timeout: 20_000 }, async () => {
  const { default: openapiTS, astToString } = await import("openapi-typescript");
  for (const [index, { name, document }] of documents.entries()) {
    const text = astToString(await openapiTS(document as never, { silent: true }));
    for (const id of operationIds(document))
      assert.match(text, new RegExp(`operations\\["${id}"\\]|^ {4}"?${id}"?: `, "m"), `${name}: ${id}`);
    writeFileSync(join(scratch, `types${index}.ts`), text);
  }
});

test("@hey-api/openapi-ts digests every document", { timeout: 20_000 }, async () => {
  const { createClient } = await import("@hey-api/openapi-ts");
  for (const [index, { name, document }] of documents.entries()) {
    const path = join(scratch, `client${index}`);
    const [context] = await createClient({
      input: document as never,
      output: { path },
      logs: { level: "silent" },
      plugins: ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"],
    });
    assert.equal(context?.spec.openapi, document.openapi, name);
  }
});

test("the types of all and the clients of the examples compile", { timeout: 60_000 }, async () => {
  const options = {
    target: "es2024",
    module: "esnext",
    moduleResolution: "bundler",
    strict: true,
    noEmit: true,
  };
  const config = {
    compilerOptions: { ...options, types: ["node"] },
    include: ["types*.ts", "client*/*.gen.ts"],
  };
  writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, "-p", scratch]).catch(
    (failure: { stdout: string }) => failure,
  );
  assert.equal(stdout, "");
});
