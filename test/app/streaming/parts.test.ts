import assert from "node:assert/strict";
import { type FormPart, Millrace } from "../../../src/index.ts";
import { overEach } from "./served.ts";

overEach(
  "the parts of a form come one by one",
  () => {
    const app = new Millrace();
    app.post("/parts", async (parts: AsyncIterable<FormPart>) => {
      const seen: unknown[] = [];
      for await (const part of parts) {
        const { name, filename = null, type } = part;
        if (name === "skipped") continue;
        let size = 0;
        if (filename === null) seen.push([name, await part.text()]);
        else {
          for await (const bytes of part) size += bytes.length;
          seen.push([name, filename, type, size]);
        }
      }
      return seen;
    });
    app.post("/one", async (parts: AsyncIterable<FormPart>) => {
      for await (const part of parts) return part.name;
      return null;
    });
    app.post("/long", async (parts: AsyncIterable<FormPart>) => {
      for await (const part of parts) await part.bytes(10);
    });
    return app;
  },
  async ({ fetch }) => {
    const form = new FormData();
    form.set("note", "täglich");
    form.set("skipped", new File([new Uint8Array(2_000_000)], "skipped.bin"));
    form.set("photo", new File([new Uint8Array(3_000_000)], "mill.png", { type: "image/png" }));
    form.set("last", "1");
    const ask = (path: string): Promise<Response> => fetch(path, { method: "POST", body: form });
    assert.deepEqual(await (await ask("/parts")).json(), [
      ["note", "täglich"],
      ["photo", "mill.png", "image/png", 3_000_000],
      ["last", "1"],
    ]);
    const long = await ask("/long").catch(() => undefined);
    if (long)
      assert.deepEqual(
        [long.status, await long.json()],
        [400, { detail: "Part exceeded maximum size of 0.009765625KB." }],
      );
    const few = new FormData();
    few.set("a", "1");
    few.set("b", "2");
    assert.equal(await (await fetch("/one", { method: "POST", body: few })).json(), "a");
    const type = "multipart/form-data; boundary=x";
    for (const [body, contentType, status] of [
      ["a=1", "application/x-www-form-urlencoded", 415],
      ["--x\r\n", "multipart/form-data", 400],
      ['--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf', type, 400],
    ] as const)
      assert.equal(
        (await fetch("/parts", { method: "POST", body, headers: { "content-type": contentType } })).status,
        status,
        body,
      );
  },
);
