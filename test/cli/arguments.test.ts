import assert from "node:assert/strict";
import { test } from "node:test";
import { readArguments } from "../../src/cli/arguments.ts";
import type { Settings } from "../../src/cli/options.ts";

const settingsOf = (words: string, environment: Record<string, string> = {}): Settings =>
  readArguments(words.split(" "), environment).settings;

test("each command has its own defaults", () => {
  const { host, port, "access-log": accessLog, workers, app } = settingsOf("dev");
  assert.deepEqual([host, port, accessLog, workers, app], ["127.0.0.1", 8000, "pretty", 1, undefined]);
  assert.equal(settingsOf("run").host, "0.0.0.0");
  assert.equal(settingsOf("run")["access-log"], "off");
});

test("the file and the flags are read in any order", () => {
  const { command, file, settings } = readArguments(
    ["run", "-p", "9000", "shop.ts", "--access-log=json"],
    {},
  );
  assert.deepEqual([command, file, settings.port, settings["access-log"]], ["run", "shop.ts", 9000, "json"]);
});

test("a repeated list keeps every value", () => {
  assert.deepEqual(settingsOf("dev --reload-dir src --reload-dir lib")["reload-dir"], ["src", "lib"]);
});

test("a flag wins over the environment, and the environment over the default", () => {
  assert.equal(settingsOf("run", { PORT: "8100" }).port, 8100);
  assert.equal(settingsOf("run --port 8200", { PORT: "8100" }).port, 8200);
  assert.equal(settingsOf("run", { PORT: "" }).port, 8000);
});

test("the environment is not read for a command that lacks the option", () => {
  assert.equal(settingsOf("dev", { MILLRACE_WORKERS: "many" }).workers, 1);
});

test("no words at all are no command", () => {
  assert.equal(readArguments([], {}).command, undefined);
  assert.equal(readArguments(["--version"], {}).settings.version, true);
});

const refusals: [string, Record<string, string>, RegExp][] = [
  ["serve", {}, /^There is no command `serve`; the commands are `dev`, `run`, `openapi`, `routes`\.$/],
  ["./main.ts", {}, /Did you mean `millrace dev \.\/main\.ts`\?$/],
  ["dev a.ts b.ts", {}, /^`millrace dev` takes one file; `b\.ts` is one too many\.$/],
  ["dev --workers 2", {}, /^`millrace dev` has no option `--workers`\. See `millrace dev --help`\.$/],
  ["dev --colour", {}, /^Unknown option '--colour'\. See `millrace --help`\.$/],
  ["dev --port", {}, /^Option '-p, --port <value>' argument missing\. See `millrace --help`\.$/],
  ["dev --port 65536", {}, /^--port is `65536`; it must be a whole number from 0 to 65535\.$/],
  ["dev --port 80a", {}, /^--port is `80a`; it must be a whole number/],
  ["run --workers 0", {}, /^--workers is `0`; it must be a whole number from 1 to 1024\.$/],
  ["run --grace soon", {}, /^--grace is `soon`; it must be a number of seconds/],
  ["dev --access-log loud", {}, /^--access-log is `loud`; it must be `pretty`, `json`, `off`\.$/],
  ["run", { PORT: "abc" }, /^The environment variable PORT is `abc`; it must be a whole number/],
];

for (const [words, environment, message] of refusals)
  test(`refused: millrace ${words} ${JSON.stringify(environment)}`, () => {
    assert.throws(() => readArguments(words.split(" "), environment), { name: "Failure", message });
  });
