import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

type Random = () => number;

const targets = [
  "/plain",
  "/plain?q=x",
  "/slow",
  "/fails",
  "/refuses",
  "/clumsy",
  "/lines",
  "/lines/broken",
  "/events",
  "/bytes",
  "/file",
  "/tasks",
  "/none",
  "/upload",
  "/body",
  "/raw",
] as const;

const pick = <T>(next: Random, values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;

const form = (next: Random): string => {
  const size = next() < 0.3 ? 1_500_000 : 300;
  return [
    '--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n',
    '--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n',
    `${"x".repeat(size)}\r\n--b--\r\n`,
  ].join("");
};

/** The bytes of one request. */
function request(target: string, next: Random): string {
  const close = "Host: a\r\nConnection: close\r\n";
  const post = (type: string, body: string): string =>
    `POST ${target} HTTP/1.1\r\n${close}Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  if (target === "/upload") return post("multipart/form-data; boundary=b", form(next));
  if (target === "/body") return post("application/json", JSON.stringify(Array.from({ length: 500 }, next)));
  if (target === "/raw") return post("application/octet-stream", "y".repeat(200_000));
  return `GET ${target} HTTP/1.1\r\n${close}\r\n`;
}

/** What a client may do to a request: nothing, leave, read slowly, send half. */
const manners = ["patient", "patient", "leaves at once", "leaves soon", "slow", "half", "resets"] as const;

/** One request with a client of some manner; resolves with the manner when its connection is closed. */
export async function visit(port: number, next: Random): Promise<string> {
  const target = pick(next, targets);
  const manner = pick(next, manners);
  const bytes = request(target, next);
  const socket = connect(port, "127.0.0.1");
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => socket.destroy());
  if (manner !== "slow") socket.resume();
  socket.write(manner === "half" ? bytes.slice(0, Math.floor(bytes.length * next())) : bytes, "latin1");
  await behave(socket, manner, next);
  // An endless stream ends when its client has seen enough.
  const timer = setTimeout(() => socket.destroy(), 300);
  await closed;
  clearTimeout(timer);
  return `${target} ${manner}`;
}

async function behave(socket: Socket, manner: (typeof manners)[number], next: Random): Promise<void> {
  switch (manner) {
    case "leaves at once":
      await new Promise((resolve) => socket.once("connect", resolve));
      socket.destroy();
      break;
    case "leaves soon":
    case "half":
      await sleep(next() * 15);
      socket.destroy();
      break;
    case "resets":
      await sleep(next() * 15);
      socket.resetAndDestroy();
      break;
    case "slow":
      await sleep(next() * 60);
      socket.resume();
      break;
    case "patient":
      break;
  }
}
