import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether nginx is installed. */
export function hasNginx(): boolean {
  try {
    execFileSync("nginx", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** nginx with one worker, serving a folder with `sendfile`. */
export class Nginx implements AsyncDisposable {
  readonly name = "nginx";
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  /** `home` is a folder for its configuration and what it writes. */
  static async start(home: string, folder: string): Promise<Nginx> {
    const port = await freePort();
    mkdirSync(home, { recursive: true });
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    const user = process.getuid?.() === 0 ? "user root;" : "";
    writeFileSync(
      join(home, "nginx.conf"),
      `daemon off; worker_processes 1; ${user} pid ${home}/nginx.pid; error_log ${home}/error.log;
       events {}
       http {
         ${temporary.map((name) => `${name}_temp_path ${home}/${name};`).join(" ")}
         access_log off; sendfile on;
         server { listen 127.0.0.1:${port}; root ${folder}; }
       }`,
    );
    const nginx = new Nginx(
      `http://127.0.0.1:${port}`,
      spawn("nginx", ["-p", home, "-c", join(home, "nginx.conf")], {
        stdio: ["ignore", "ignore", "inherit"],
      }),
    );
    while (!(await nginx.#answers())) await sleep(20);
    return nginx;
  }

  /** The CPU time of its worker in microseconds; the system counts in hundredths of a second (proc(5)). */
  cpu(): number {
    const master = this.#child.pid;
    const [worker = ""] = readFileSync(`/proc/${master}/task/${master}/children`, "utf8").split(" ");
    const [, fields = ""] = readFileSync(`/proc/${worker}/stat`, "utf8").split(") ");
    const [user = 0, system = 0] = fields.split(" ").slice(11, 13).map(Number);
    return (user + system) * 10_000;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill();
    await once(this.#child, "exit");
  }

  async #answers(): Promise<boolean> {
    if (this.#child.exitCode !== null) throw new Error("nginx did not start");
    return fetch(this.url).then(
      () => true,
      () => false,
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
