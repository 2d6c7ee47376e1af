import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import {
  type Email,
  type Field,
  type HttpUrl,
  type Int,
  model,
  Secret,
  settings,
  SettingsError,
  type SettingsOptions,
} from "../../src/index.ts";

interface Database {
  host: string;
  /** @default 5432 */
  port?: Int;
  password: Secret;
}

interface Shop {
  appName: string;
  adminEmail: Email;
  itemsPerUser: Field<Int, { minimum: 1 }>;
  /** @default false */
  debug?: boolean;
  level?: "quiet" | "loud" | 3;
  openapiURL?: HttpUrl | null;
  start?: Date;
  tags?: string[];
  limits?: Record<string, number>;
  db: Database;
}

const complete = {
  APP_NAME: "Mill",
  ADMIN_EMAIL: "ada@example.com",
  ITEMS_PER_USER: "50",
  DB__HOST: "localhost",
  DB__PASSWORD: "hunter2",
};

const read = (environment: NodeJS.Dict<string>, options: SettingsOptions = {}): Shop =>
  settings(model<Shop>(), { files: [], environment, ...options });

test("each property is read from a variable, as its type says; defaults stand for what is not set", () => {
  const { db, ...rest } = read(complete);
  assert.deepEqual(rest, {
    appName: "Mill",
    adminEmail: "ada@example.com",
    itemsPerUser: 50,
    debug: false,
  });
  assert.deepEqual([db.host, db.port, db.password.reveal()], ["localhost", 5432, "hunter2"]);
  assert.ok(db.password instanceof Secret);
});

test("every kind of value has a text", () => {
  const more = read({
    ...complete,
    DEBUG: "on",
    LEVEL: "3",
    OPENAPI_URL: "https://example.com/o.json",
    START: "2026-11-22T14:00:00Z",
    TAGS: "water, wind",
    LIMITS: '{"a": 1, "b": "2"}',
    DB: '{"host": "elsewhere", "port": "1"}',
    DB__HOST: "here",
  });
  assert.equal(more.debug, true);
  assert.equal(more.level, 3);
  assert.equal(more.openapiURL, "https://example.com/o.json");
  assert.deepEqual(more.start, new Date("2026-11-22T14:00:00Z"));
  assert.deepEqual(more.tags, ["water", "wind"]);
  assert.deepEqual(more.limits, { a: 1, b: 2 });
  assert.deepEqual([more.db.host, more.db.port], ["here", 1]);
  assert.deepEqual(read({ ...complete, TAGS: '["a,b"]' }).tags, ["a,b"]);
});

test("names may be in any case, and have a prefix and another delimiter", () => {
  const lower = Object.fromEntries(
    Object.entries(complete).map(([name, value]) => [`shop_${name.replace("__", ".").toLowerCase()}`, value]),
  );
  assert.equal(read(lower, { prefix: "SHOP_", delimiter: "." }).db.host, "localhost");
  assert.equal(read(lower, { prefix: "shop_", delimiter: "." }).appName, "Mill");
});

test("everything that is wrong is told at once, by the names of variables, and nothing that is secret", () => {
  const environment = {
    ITEMS_PER_USER: "0",
    DEBUG: "hunter3",
    LEVEL: "hunter4",
    DB__PORT: "hunter5",
    TAGS: "a",
  };
  assert.throws(
    () => read(environment, { files: ["nowhere.env"] }),
    (error: unknown) => {
      assert.ok(error instanceof SettingsError);
      assert.equal(
        error.message,
        `The settings are not complete. Set in the environment or nowhere.env:
  APP_NAME: Field required
  ADMIN_EMAIL: Field required
  ITEMS_PER_USER: Input should be greater than or equal to 1
  DEBUG: Input should be a valid boolean, unable to interpret input
  LEVEL: Input should be 'quiet', 'loud' or 3
  DB__HOST: Field required
  DB__PORT: Input should be a valid integer, unable to parse string as an integer
  DB__PASSWORD: Field required`,
      );
      return true;
    },
  );
  assert.throws(() => read({ ...complete, LIMITS: "{" }), /\n {2}LIMITS: Input should be /);
  assert.throws(() => read({ ...complete, LIMITS: '{"a": "x"}' }), /\n {2}LIMITS\[a\]: /);
  assert.throws(() => read({}, { prefix: "SHOP_" }), /\n {2}SHOP_DB: Field required$/);
});

test("files are read in order, before the environment, and may be missing", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-settings-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const files = ["a.env", "b.env", "c.env"].map((name) => join(folder, name));
  writeFileSync(files[0] as string, `# comment\nAPP_NAME="of a"\nADMIN_EMAIL=a@example.com\nTAGS=a\n`);
  writeFileSync(files[1] as string, `export APP_NAME='of b'\nTAGS=b\nITEMS_PER_USER=5\n`);
  const environment = { ITEMS_PER_USER: "7", DB__HOST: "h", DB__PASSWORD: "p" };
  const { appName, adminEmail, tags, itemsPerUser } = read(environment, { files });
  assert.deepEqual([appName, adminEmail, tags, itemsPerUser], ["of b", "a@example.com", ["b"], 7]);
});

test("a class gives its defaults by its initializers", () => {
  class Defaults {
    appName: string = "Awesome API";
    itemsPerUser: Int = 50;
    adminEmail!: Email;
  }
  const given = settings(model<Defaults>(), { files: [], environment: { ADMIN_EMAIL: "a@example.com" } });
  assert.deepEqual({ ...given }, { appName: "Awesome API", itemsPerUser: 50, adminEmail: "a@example.com" });
});

test("what is no object is refused", () => {
  assert.throws(() => settings(model<string>()), /settings are an object/);
  const untyped = { model: (() => ({})) as never };
  assert.throws(
    () => Reflect.apply(settings, undefined, [untyped.model]),
    /types of the settings were not read/,
  );
});
