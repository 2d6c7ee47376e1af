import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { FileResponse, HTMLResponse, Millrace } from "../../src/index.ts";
import { skip as noBrowser, visit } from "../examples/chromium.ts";
import { makeLongVideo } from "./long-video.ts";
import { openings, temporaryFolder, until } from "./serving.ts";

const hasFfmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;
const skip = noBrowser || (!hasFfmpeg && !process.env["CI"] ? "no ffmpeg on this machine" : false);

test("a <video> element jumps to any place of a file of 1 GiB", { skip }, async () => {
  const path = join(await temporaryFolder(), "film.mp4");
  makeLongVideo(path, 64, 1024 ** 3);
  const { size } = await stat(path);
  assert.ok(size > 0.99 * 1024 ** 3, String(size));
  const app = new Millrace();
  const asked: (string | undefined)[] = [];
  app.use(async (request, next) => {
    if (request.path === "/film") asked.push(request.header("range"));
    return next();
  });
  app.get("/", () => new HTMLResponse('<video src="/film" muted preload="metadata"></video>'));
  app.get("/film", () => new FileResponse(path));
  await visit(app, "video", async (page) => {
    // A string, since these types know no browser.
    const seen = (time: number): Promise<{ shown: number; width: number }> =>
      page.evaluate(`new Promise((resolve) => {
        const film = document.querySelector("video");
        film.requestVideoFrameCallback((now, { mediaTime }) => resolve({ shown: mediaTime, width: film.videoWidth }));
        film.currentTime = ${time};
      })`);
    await page.waitForFunction("document.querySelector('video').readyState >= 1");
    assert.equal(await page.evaluate("Math.round(document.querySelector('video').duration)"), 64);
    for (const time of [50.05, 5.05, 60.05, 30.05]) {
      const { shown, width } = await seen(time);
      assert.ok(Math.abs(shown - time) < 0.2, `${shown} is shown for ${time}`);
      assert.equal(width, 320);
    }
    const starts = asked.map((range) => Number(/^bytes=(\d+)-/.exec(range ?? "")?.[1]));
    assert.ok(
      starts.some((start) => start > size * 0.7),
      `parts from ${starts.join(", ")} on`,
    );
  });
  if (process.platform === "linux")
    await until(async () => (await openings(path)) === 0, "no opening of the file");
});
