import type { Handle } from "../http/engine.ts";
import { type AccessWriter, isCut, lineWriter } from "../middleware/access-log.ts";

/** The same handle, telling `write` of each response that has ended. */
export function logAccess(handle: Handle, write: AccessWriter): Handle {
  return (exchange) => {
    const time = new Date();
    const started = performance.now();
    const { signal } = exchange;
    let status = 0;
    const send = exchange.send.bind(exchange);
    const stream = exchange.stream.bind(exchange);
    exchange.send = (code, headers, body) => {
      status = code;
      send(code, headers, body);
    };
    exchange.stream = (code, headers, chunks) => {
      status = code;
      return stream(code, headers, chunks);
    };
    const { upgrade } = exchange;
    if (upgrade) {
      const accept = upgrade.accept.bind(upgrade);
      upgrade.accept = async (options) => {
        const end = await accept(options);
        status = 101;
        return end;
      };
    }
    exchange.onEnd(() => {
      write({
        time,
        method: exchange.method,
        target: exchange.target,
        status,
        isCut: isCut(status, signal),
        ms: performance.now() - started,
      });
    });
    handle(exchange);
  };
}

/** The writer for `--access-log`, to stdout; `undefined` for `off`. */
export function accessWriter(format: "pretty" | "json" | "off"): AccessWriter | undefined {
  return format === "off" ? undefined : lineWriter(format);
}
