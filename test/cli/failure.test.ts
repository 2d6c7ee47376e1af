import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { test } from "node:test";
import { Failure, explain, listenFailure } from "../../src/cli/failure.ts";
import { SettingsError } from "../../src/settings/settings.ts";
import { DiagnosticError } from "../../src/contract/diagnostic.ts";

const ours = pathToFileURL(join(import.meta.dirname, "../../src/app/millrace.ts")).href;

function thrown(message: string, frames: string[], options?: ErrorOptions): Error {
  const error = new TypeError(message, options);
  error.stack = [`TypeError: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

test("only the author's own frames are shown", () => {
  const error = thrown("boom", [
    `Millrace.get (${ours}:10:3)`,
    "setUp (file:///home/me/main.ts:3:5)",
    "ModuleJob.run (node:internal/modules/esm/module_job:569:25)",
  ]);
  assert.equal(explain(error), "TypeError: boom\n    at setUp (file:///home/me/main.ts:3:5)");
});

test("a cause is shown below, and so are the errors of an aggregate", () => {
  const cause = thrown("deep", ["connect (file:///home/me/db.ts:1:1)"]);
  assert.equal(
    explain(thrown("boom", [], { cause })),
    "TypeError: boom\n  cause: TypeError: deep\n      at connect (file:///home/me/db.ts:1:1)",
  );
  assert.match(
    explain(new AggregateError([thrown("one", [])], "all")),
    /all\n.*\n {2}error: TypeError: one$/s,
  );
});

test("an import that millrace lacks may be a type", () => {
  const missing = (from: string): Error =>
    new SyntaxError(`The requested module '${from}' does not provide an export named 'Depends'`);
  assert.match(
    explain(missing("millrace")),
    /named 'Depends'\n {2}hint: Where it is a type, write `import type \{ Depends \} from "millrace"`\./,
  );
  assert.match(explain(missing("millrace/uploads")), /from "millrace\/uploads"/);
  assert.doesNotMatch(explain(missing("./millrace")), /hint/);
});

test("settings that are not complete are their message alone", () => {
  const error = new SettingsError(["ADMIN_EMAIL: Field required"], [".env"]);
  assert.equal(
    explain(error),
    "The settings are not complete. Set in the environment or .env:\n  ADMIN_EMAIL: Field required",
  );
});

test("a failure and a diagnostic are their message alone", () => {
  assert.equal(explain(new Failure("no file")), "no file");
  const error = new DiagnosticError([{ code: "MR108", message: "GET /a is registered twice" }]);
  assert.equal(explain(error), "MR108: GET /a is registered twice");
});

test("what is thrown need not be an error", () => {
  assert.equal(explain({ a: 1 }), "The program threw { a: 1 }");
});

test("a port in use, a forbidden port and a foreign address are said in words", () => {
  const messageOf = (code: string): string =>
    (listenFailure(Object.assign(new Error(code), { code }), "127.0.0.1", 80) as Error).message;
  assert.match(messageOf("EADDRINUSE"), /^Port 80 of 127\.0\.0\.1 is in use\./);
  assert.match(messageOf("EACCES"), /may not listen on port 80/);
  assert.match(messageOf("EADDRNOTAVAIL"), /is not an address of this machine/);
  assert.equal(messageOf("EOTHER"), "EOTHER");
});
