import { styleText } from "node:util";
import type { Middleware } from "./middleware.ts";

/** One response that has ended. */
export interface Access {
  /** When the request arrived. */
  readonly time: Date;
  readonly method: string;
  /** Path and query, as they were received. */
  readonly target: string;
  /** 0 where the client left before there was an answer; 101 for a WebSocket, whose end is that of the response. */
  readonly status: number;
  /** The response ended before it was whole: the client has left, or a stream has failed. */
  readonly isCut: boolean;
  /** Milliseconds from the request to the end of its response. */
  readonly ms: number;
}

/** Writes one access somewhere. */
export type AccessWriter = (access: Access) => void;

/** How accesses are told of. */
export interface AccessLogOptions {
  /** Of the lines on stdout: coloured ones for people, by default, or JSON. */
  readonly format?: "pretty" | "json";
  /** Takes accesses in place of stdout. */
  readonly write?: AccessWriter;
}

/** Tells of each response that has ended, streams included. As the outermost middleware it sees what is sent. */
export function accessLog({
  format = "pretty",
  write = lineWriter(format),
}: AccessLogOptions = {}): Middleware {
  return async (request, next) => {
    const time = new Date();
    const started = performance.now();
    const { method, originalTarget: target, signal } = request;
    let status = 0;
    request.onEnd(() => {
      write({ time, method, target, status, isCut: isCut(status, signal), ms: performance.now() - started });
    });
    const response = await next();
    status = response.status;
    return response;
  };
}

/** Whether a response has ended before it was whole. A WebSocket that was opened (101) ends when somebody ends it. */
export function isCut(status: number, signal: AbortSignal): boolean {
  return status !== 0 && status !== 101 && signal.aborted;
}

/** Writes accesses to stdout, one a line. */
export function lineWriter(format: "pretty" | "json"): AccessWriter {
  const line = format === "json" ? jsonLine : prettyLine;
  return (access) => void process.stdout.write(line(access));
}

/**
 * `{"time":…,"method":…,"path":…,"status":…,"ms":…}`; status null where the client left unanswered, and `"cut":true` at the end
 * where the response was cut.
 */
export function jsonLine({ time, method, target, status, isCut, ms }: Access): string {
  const rounded = Number(ms.toFixed(3));
  const entry = {
    time,
    method,
    path: target,
    status: status || null,
    ms: rounded,
    ...(isCut && { cut: true }),
  };
  return `${JSON.stringify(entry)}\n`;
}

/** `GET /items/3 200 1.2 ms`, with `cut` after the status of a response that was; coloured where stdout is a terminal. */
export function prettyLine({ method, target, status, isCut, ms }: Access): string {
  const shown = status === 0 ? styleText("dim", "left") : styleText(colourOf(status), String(status));
  const time = styleText("dim", `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`);
  const cut = isCut ? ` ${styleText("red", "cut")}` : "";
  return `${styleText("bold", method)} ${printable(target)} ${shown}${cut} ${time}\n`;
}

function colourOf(status: number): "red" | "yellow" | "cyan" | "green" {
  if (status >= 500) return "red";
  if (status >= 400) return "yellow";
  return status >= 300 ? "cyan" : "green";
}

/** A target may hold bytes that a terminal would obey. */
function printable(target: string): string {
  return target.replace(/[^\x21-\x7e]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
