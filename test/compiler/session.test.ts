import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mock, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { compile } from "../../src/compiler/compile.ts";
import { Session, ts, typescriptVersion } from "../../src/compiler/session.ts";

const directory = join(import.meta.dirname, "../contracts/unions");
const request = {
  entries: [join(directory, "main.ts")],
  root: directory,
  conditions: ["millrace-source"],
  attached: "file:///attached.ts",
};

const skip = process.platform === "linux" ? false : "reads /proc";

/** The living processes that this one has started. */
function children(): readonly number[] {
  const listed = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").split(" ").filter(Boolean);
  return listed.map(Number).filter((pid) => !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8")));
}

test("TypeScript's process ends with the compilation", { skip, timeout: 10_000 }, async () => {
  assert.equal(compile(request).diagnostics.length, 0);
  // It is told to end, and takes a moment to.
  while (children().length > 0) await sleep(5);
});

test("a process that dies in the midst of it is replaced once", { skip }, () => {
  const original = ts.Checker.prototype.getTypeAtLocation;
  let killed = 0;
  const replaced = mock.method(
    ts.Checker.prototype,
    "getTypeAtLocation",
    function killFirst(this: InstanceType<typeof ts.Checker>, nodes: never) {
      if (killed === 0) {
        killed = children().length;
        for (const pid of children()) process.kill(pid, "SIGKILL");
      }
      return original.call(this, nodes);
    },
  );
  const { modules, diagnostics } = compile(request);
  replaced.mock.restore();
  assert.ok(killed > 0);
  assert.deepEqual(diagnostics, []);
  assert.equal(modules.get(request.entries[0] ?? "")?.contract.signatures.length, 1);
});

test("a session that has died can still be closed", { skip }, () => {
  const session = new Session(directory);
  session.parseConfig(join(directory, "../tsconfig.json"));
  for (const pid of children()) process.kill(pid, "SIGKILL");
  assert.throws(() => session.parseConfig(join(directory, "../tsconfig.json")));
  session.close();
});

test("a virtual config is read, and nothing else of it is on the disk", () => {
  const session = new Session(directory);
  const path = join(directory, "tsconfig.virtual.json");
  const text = JSON.stringify({ compilerOptions: { noLib: true }, files: ["main.ts"] });
  const { program } = session.open({ path, text });
  assert.ok(program.getSourceFile(join(directory, "main.ts")));
  assert.ok(session.filesRead.includes(join(directory, "main.ts")));
  assert.ok(!session.filesRead.includes(path));
  session.close();
});

test("the version in use is known", () => {
  assert.match(typescriptVersion, /^7\.\d+\.\d+/);
});
