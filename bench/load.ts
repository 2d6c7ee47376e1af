import { execFile, execFileSync } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";

const connections = 32;

function hasWrk(): boolean {
  try {
    execFileSync("which", ["wrk"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const wrk = hasWrk();

/**
 * Asks `url` as fast as it answers for some seconds, on 32 kept connections, with GET, or with POST where there is a `body`
 * of JSON; gives how many answers there were.
 */
export async function load(url: string, seconds: number, body?: string): Promise<number> {
  return wrk ? loadWithWrk(url, seconds, body) : loadFromHere(url, seconds, body);
}

async function loadWithWrk(url: string, seconds: number, body: string | undefined): Promise<number> {
  const options = ["--threads", "1", "--connections", String(connections), "--duration", `${seconds}s`];
  if (body !== undefined) options.push("--script", join(import.meta.dirname, "post.lua"));
  const env = { ...process.env, BENCH_BODY: body };
  const { stdout } = await promisify(execFile)("wrk", [...options, url], { env });
  const requests = /(\d+) requests in/.exec(stdout)?.[1];
  if (!requests || /Non-2xx/.test(stdout)) throw new Error(`${url} did not answer well:\n${stdout}`);
  return Number(requests);
}

async function loadFromHere(url: string, seconds: number, body: string | undefined): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  let answers = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      await ask(url, agent, body);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return answers;
}

function ask(url: string, agent: Agent, body: string | undefined): Promise<void> {
  const headers = { "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    request(url, { agent, ...(body !== undefined && { method: "POST", headers }) }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.resume().on("end", resolve);
    })
      .on("error", reject)
      .end(body);
  });
}
