import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { HTTPException } from "../../src/index.ts";
import { append, site } from "./site.ts";

test("a refusal that cannot be sent is a failure of the service", async (t) => {
  const { request, errors } = await site(t, {
    onCreate() {
      throw new HTTPException(400, "no", { headers: { "x-reason": "a\nb" } });
    },
  });
  assert.equal((await request("POST", "/uploads/", { "upload-length": "1" })).status, 500);
  assert.equal(errors.length, 1);
});

test("a folder that cannot be swept is told of, and uploads go on", async (t) => {
  const { folder, create, errors } = await site(t);
  await writeFile(join(folder, "00000000-0000-0000-0000-000000000000.json"), "{");
  const reported = Promise.withResolvers<void>();
  errors.push = (...items) => (reported.resolve(), Array.prototype.push.apply(errors, items));
  await create(1);
  await reported.promise;
  assert.ok(errors[0] instanceof SyntaxError);
});

test("an upload that is complete is told of when its file has been moved away", async (t) => {
  const { request } = await site(t, { onComplete: ({ path }) => rm(path) });
  const created = await request("POST", "/uploads/", { ...append(0), "upload-length": "3" }, "abc");
  const told = await request("HEAD", created.headers.get("location") as string);
  assert.deepEqual([told.status, told.headers.get("upload-offset")], [200, "3"]);
});
