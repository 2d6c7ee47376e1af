import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import app from "../../examples/large-files/main.ts";
import { serve } from "../../src/http/node/index.ts";
import { until } from "../files/serving.ts";
import { skip, visit } from "./chromium.ts";

const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test("a file goes there and comes back, with an interruption, as it was", { skip }, async (t) => {
  const local = await mkdtemp(join(tmpdir(), "millrace-large-"));
  t.after(() => rm(local, { recursive: true }));
  const content = randomBytes(32 * 1024 * 1024);
  await writeFile(join(local, "film.bin"), content);
  await visit(app, "large-files", async (page) => {
    const network = await page.context().newCDPSession(page);
    const slowly = (bytes: number): Promise<unknown> =>
      network.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 0,
        downloadThroughput: bytes,
        uploadThroughput: -1,
      });
    await page.setInputFiles("#file", join(local, "film.bin"));
    await page.waitForFunction("document.querySelector('#sending').value === 'stored'");
    assert.equal(await page.evaluate("document.querySelector('#sent').value"), 1);
    assert.equal(hash(await readFile(join(app.state.folder, "film.bin"))), hash(content));

    await slowly(8 * 1024 * 1024);
    const button = page.locator("li button");
    await button.click();
    await page.waitForFunction("document.querySelector('li progress').value > 0.1");
    await button.click();
    await page.waitForFunction("document.querySelector('li button').textContent === 'go on'");
    const stopped = Number(await page.evaluate("document.querySelector('li progress').value"));
    assert.ok(stopped > 0.1 && stopped < 1, String(stopped));

    await slowly(-1);
    const asked = page.waitForRequest(/film\.bin/);
    const saved = page.waitForEvent("download");
    await button.click();
    assert.match((await asked).headers()["range"] ?? "", /^bytes=[1-9]\d*-$/);
    const download = await saved;
    assert.equal(download.suggestedFilename(), "film.bin");
    await download.saveAs(join(local, "back.bin"));
    assert.equal(hash(await readFile(join(local, "back.bin"))), hash(content));
  });
});

test("a file that does not arrive whole is not kept, and no name leads out of the folder", async (t) => {
  await app.startup();
  t.after(() => app.shutdown(0));
  const server = await serve(app, { port: 0 });
  t.after(() => server.close(0));
  const half = request(`${server.url}/files/half.bin`, {
    method: "PUT",
    headers: { "content-length": 1_000_000 },
  });
  half.on("error", () => {});
  half.write(randomBytes(500_000));
  await until(async () => (await readdir(app.state.folder)).length === 1, "something is written");
  half.destroy();
  await until(async () => (await readdir(app.state.folder)).length === 0, "nothing is left of it");
  assert.deepEqual(await (await fetch(`${server.url}/files`)).json(), []);
  for (const name of ["..%2Fx", ".hidden", "a%2Fb", "%00"]) {
    const response = await fetch(`${server.url}/files/${name}`, { method: "PUT", body: "x" });
    assert.ok([404, 422].includes(response.status), `${name}: ${response.status}`);
  }
  assert.equal((await fetch(`${server.url}/files/missing`)).status, 404);
});
