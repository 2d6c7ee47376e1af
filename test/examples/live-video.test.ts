import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import app from "../../examples/live-video/main.ts";
import { skip as noBrowser, visit } from "./chromium.ts";

const hasFfmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;
const skip = noBrowser || (!hasFfmpeg && !process.env["CI"] ? "no ffmpeg on this machine" : false);

const film = "document.querySelector('video')";
const pictures = "document.querySelector('img')";

test("both videos run, and a viewer who comes later sees the film from where it is", { skip }, async () => {
  await visit(app, "live-video", async (page, server) => {
    await page.waitForFunction(`${film}.currentTime > 1`);
    assert.equal(await page.evaluate(`${film}.videoWidth`), 320);
    const end = await page.evaluate(`${film}.buffered.end(0)`);
    await page.waitForFunction(`${film}.buffered.end(0) > ${end}`);

    assert.equal(await page.evaluate(`${pictures}.naturalWidth`), 320);
    const picture = await page.locator("img").screenshot();
    for (let next = picture; next.equals(picture);) next = await page.locator("img").screenshot();

    const later = await page.context().newPage();
    await later.goto(server.url);
    await later.waitForFunction(`${film}.videoWidth === 320`);
    const now = await later.evaluate(`${film}.currentTime`);
    await later.waitForFunction(`${film}.currentTime > ${now} + 0.5`);
    await later.close();
  });
});
