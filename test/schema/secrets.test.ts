import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import type { TypeModel } from "../../src/contract/type-model.ts";
import type { Issue } from "../../src/schema/issue.ts";
import { jsonSchema } from "../../src/schema/json-schema.ts";
import { Secret } from "../../src/schema/secret.ts";
import { compileSerializer, interpretSerializer } from "../../src/schema/serializer.ts";
import { compileValidator, interpretValidator, type ValidatorOptions } from "../../src/schema/validator.ts";
import { holds, samples } from "./properties.ts";
import { secretBytes, secretText } from "./values.ts";

const secret: TypeModel = { kind: "secret", type: { kind: "string", minLength: 8 } };
const login: TypeModel = {
  kind: "object",
  properties: [
    { name: "user", type: { kind: "string" }, optional: false },
    { name: "password", type: secret, optional: false },
    { name: "keys", type: { kind: "array", items: secret }, optional: true },
  ],
};

/** The issues of a value, the same from both validators. */
function issuesOf(type: TypeModel, value: unknown, options: ValidatorOptions = {}): Issue[] {
  const [issues, others]: [Issue[], Issue[]] = [[], []];
  compileValidator(type, {}, options)(value, [], issues);
  interpretValidator(type, {}, options)(value, [], others);
  assert.deepEqual(issues, others);
  return issues;
}

test("a secret is not seen", () => {
  const key = new Secret("hunter2");
  assert.equal(key.reveal(), "hunter2");
  const seen = [
    `${key}`,
    JSON.stringify({ key }),
    inspect({ key }, { depth: null, showHidden: true }),
    inspect(key),
    JSON.stringify(Object.assign({}, key)),
    JSON.stringify(Object.entries(key)),
  ];
  for (const text of seen) assert.ok(!text.includes("hunter2"), text);
  assert.deepEqual(seen.slice(0, 4), [
    "**********",
    '{"key":"**********"}',
    "{ key: Secret(**********) }",
    "Secret(**********)",
  ]);
});

test("a secret is read as what it hides", () => {
  for (const make of [compileValidator, interpretValidator]) {
    const issues: Issue[] = [];
    const read = make(login, {})({ user: "ada", password: "hunter22", keys: ["k".repeat(8)] }, [], issues);
    assert.deepEqual(issues, []);
    const { password, keys } = read as { password: Secret; keys: Secret[] };
    assert.equal(password.reveal(), "hunter22");
    assert.deepEqual(
      keys.map((key) => key.reveal()),
      ["kkkkkkkk"],
    );
  }
});

test("an issue of a secret, or of what is around it, does not show it", () => {
  const hidden = "**********";
  assert.deepEqual(issuesOf(secret, "hunter2"), [
    {
      type: "string_too_short",
      loc: [],
      msg: "String should have at least 8 characters",
      input: hidden,
      ctx: { min_length: 8 },
    },
  ]);
  assert.deepEqual(
    issuesOf(login, { password: "hunter22", keys: ["hunter22"], Password: { old: "hunter2" } }),
    [
      {
        type: "missing",
        loc: ["user"],
        msg: "Field required",
        input: { password: hidden, keys: [hidden], Password: hidden },
      },
    ],
  );
  assert.deepEqual(
    issuesOf(login, { user: "ada", password: ["hunter2"], keys: "hunter2" }).map(({ input }) => input),
    [hidden, hidden],
  );
  assert.deepEqual(
    issuesOf(login, "user=ada&password=hunter2").map(({ input }) => input),
    [hidden],
  );
  assert.deepEqual(
    issuesOf(login, [{ password: "hunter2" }]).map(({ input }) => input),
    [[hidden]],
  );
});

test("what a type forbids beside a secret may be the secret under a wrong name", () => {
  const closed: TypeModel = { ...login, additional: false };
  const [issue] = issuesOf(closed, { user: "ada", password: "hunter22", passwort: "hunter2" });
  assert.deepEqual([issue?.type, issue?.input], ["extra_forbidden", "**********"]);
});

test("a message that would quote a secret does not", () => {
  const id: TypeModel = { kind: "secret", type: { kind: "string", format: "uuid" } };
  const [issue] = issuesOf(id, "hunter2");
  assert.deepEqual(issue, {
    type: "uuid_parsing",
    loc: [],
    msg: "Input should be a valid UUID, **********",
    input: "**********",
    ctx: { error: "**********" },
  });
});

test("the input of a type without secrets is shown as it came", () => {
  const input = { password: "hunter2" };
  const type: TypeModel = {
    kind: "object",
    properties: [{ name: "user", type: { kind: "string" }, optional: false }],
  };
  assert.equal(issuesOf(type, input)[0]?.input, input);
});

test("no issue shows a secret, whatever is wrong beside it", (context) => {
  holds(context, samples(undefined, { secrets: true }), ({ type, known, values }) => {
    for (const value of values) {
      const issues: Issue[] = [];
      compileValidator(type, known)(value, [], issues);
      const text = JSON.stringify(issues, (_, part: unknown) =>
        typeof part === "bigint" ? Number(part) : part,
      );
      assert.ok(!text.includes(secretText) && !text.includes(secretBytes), text);
    }
  });
});

test("a secret is written as its mask", () => {
  const value = { user: "ada", password: new Secret("hunter22") };
  for (const make of [compileSerializer, interpretSerializer]) {
    for (const declared of [true, false]) {
      const issues: Issue[] = [];
      const text = make(login, {}, { declared })(value, issues);
      assert.deepEqual(issues, []);
      assert.equal(text, '{"user":"ada","password":"**********"}');
    }
    const plain = make(login, {}, { declared: true })({ user: "ada", password: "hunter22" }, []);
    assert.equal(plain, '{"user":"ada","password":"**********"}');
  }
});

test("a secret is described as a password that is written only", () => {
  const ref = (id: string): string => id;
  assert.deepEqual(jsonSchema({ ...secret, default: "hunter22" }, {}, { ref }), {
    type: "string",
    minLength: 8,
    format: "password",
    writeOnly: true,
    default: "**********",
  });
  assert.deepEqual(jsonSchema({ kind: "secret", type: { kind: "bytes" } }, {}, { ref }), {
    type: "string",
    contentEncoding: "base64",
    contentMediaType: "application/octet-stream",
    format: "password",
    writeOnly: true,
  });
});
