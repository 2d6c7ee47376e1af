import assert from "node:assert/strict";
import { test } from "node:test";
import { versionComplaint } from "../../src/loader/node-version.ts";

test("a Node.js that is too old is told so, and one that will do is not", () => {
  for (const version of ["22.18.0", "22.21.1", "24.0.0", "26.10.0"]) {
    assert.equal(versionComplaint(version), undefined);
  }
  for (const version of ["18.20.0", "20.20.2", "22.17.9"]) {
    assert.equal(versionComplaint(version), `Millrace needs Node.js 22.18 or newer; this is ${version}.`);
  }
});
