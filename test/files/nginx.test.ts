import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { FileResponse, Millrace, type Offload } from "../../src/index.ts";
import { serving, temporaryFolder, until } from "./serving.ts";

const hasNginx = spawnSync("nginx", ["-v"]).status === 0;
const skip = hasNginx || process.env["CI"] ? false : "no nginx on this machine";
const folder = await temporaryFolder();

/** Runs nginx with the configuration of the guide's page; gives its URL. */
async function nginx(t: TestContext, backend: number, films: string): Promise<string> {
  const page = await readFile(join(import.meta.dirname, "../../docs/guide/files.md"), "utf8");
  const server = /```nginx\n(.*?)```/s.exec(page)?.[1] ?? "";
  const port = await freePort();
  const configuration = server
    .replace("listen 8080", `listen 127.0.0.1:${port}`)
    .replace("127.0.0.1:8000", `127.0.0.1:${backend}`)
    .replace("/srv/films/", `${films}/`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; worker_processes 1; ${process.getuid?.() === 0 ? "user root;" : ""} pid ${folder}/pid;
     error_log stderr; events {}
     http { access_log off; ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")} ${configuration} }`,
  );
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  t.after(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, "exit");
  });
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    assert.equal(child.exitCode, null, "nginx runs");
    return fetch(url).then(
      () => true,
      () => false,
    );
  }, "nginx answers");
  return url;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("nginx sends the file that a response names, as the guide configures it", { skip }, async (t) => {
  const films = join(folder, "films");
  await mkdir(films);
  await writeFile(join(films, "a film.mp4"), "0123456789");
  const offload: Offload = {
    header: "X-Accel-Redirect",
    proxies: ["127.0.0.1"],
    directory: films,
    location: "/films-of-nginx",
  };
  const app = new Millrace();
  const told: (string | undefined)[] = [];
  app.use(async (_request, next) => {
    const response = await next();
    told.push(response.headers.get("x-accel-redirect"));
    return response;
  });
  app.get(
    "/films/{name}",
    (name: string) => new FileResponse(join(films, name), { filename: name, offload }),
  );
  // That nginx is trusted to say whom it speaks for changes nothing.
  const server = await serving(t, app, { trustedProxies: ["127.0.0.1"] });
  const url = await nginx(t, server.port, films);
  const headers = { "x-forwarded-for": "192.0.2.1" };
  const response = await fetch(`${url}/films/a%20film.mp4`, { headers });
  assert.equal(response.status, 200);
  assert.equal(await response.text(), "0123456789");
  assert.equal(response.headers.get("content-type"), "video/mp4");
  assert.equal(response.headers.get("content-disposition"), 'attachment; filename="a film.mp4"');
  assert.equal(response.headers.get("x-accel-redirect"), null);
  assert.equal(told.at(-1), "/films-of-nginx/a%20film.mp4");
  const part = await fetch(`${url}/films/a%20film.mp4`, { headers: { range: "bytes=2-4" } });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), "234");
  assert.equal((await fetch(`${url}/films-of-nginx/a%20film.mp4`)).status, 404);
});
