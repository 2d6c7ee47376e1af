import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import app from "../../examples/live-video/main.ts";
import { skip as noBrowser, visit } from "./chromium.ts";

const hasFfmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;
const skip = noBrowser || (!hasFfmpeg && !process.env["CI"] ? "no ffmpeg on this machine" : false);

test("both videos run, and a viewer who comes later sees the film from where it is", { skip }, async () => {
  await visit(app, "live-video", async (page, server) => {
    const playing = (): boolean => (document.querySelector("video")?.currentTime ?? 0) > 1;
    await page.waitForFunction(playing);
    const video = page.locator("video");
    assert.equal(await video.evaluate((element: HTMLVideoElement) => element.videoWidth), 320);
    const first = await video.evaluate((element: HTMLVideoElement) => element.buffered.end(0));
    await page.waitForFunction((end) => (document.querySelector("video")?.buffered.end(0) ?? 0) > end, first);

    const image = page.locator("img");
    assert.equal(await image.evaluate((element: HTMLImageElement) => element.naturalWidth), 320);
    const before = await image.screenshot();
    await page.waitForTimeout(500);
    assert.ok(!before.equals(await image.screenshot()), "the pictures change");

    const later = await page.context().newPage();
    await later.goto(server.url);
    await later.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
    const now = await later.locator("video").evaluate((element: HTMLVideoElement) => element.currentTime);
    await later.waitForFunction(
      (time) => (document.querySelector("video")?.currentTime ?? 0) > time + 0.5,
      now,
    );
    await later.close();
  });
});
