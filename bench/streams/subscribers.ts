import { connect } from "node:net";

/** A process that holds many connections to one server, and tells the bench when all of them have had an event. */
const shared = Buffer.alloc(256 * 1024);
const mark = "~".charCodeAt(0);
/** How many connections have had each event, by its number. */
const had: number[] = [];
let connections = 0;
let open = 0;

process.on("message", ({ port, count }: { port: number; count: number }) => {
  connections = count;
  const dial = (): void => {
    if (open < count) subscribe(port, dial);
    else process.send?.({ subscribed: count });
  };
  dial();
});
process.on("disconnect", () => process.exit(0));

/** Opens one connection, and goes on when the head of its response is there. */
function subscribe(port: number, opened: () => void): void {
  let events = 0;
  let isOpen = false;
  const socket = connect({
    port,
    host: "127.0.0.1",
    onread: {
      buffer: shared,
      callback(length: number): boolean {
        if (!isOpen) {
          isOpen = true;
          open += 1;
          opened();
        }
        for (let at = shared.indexOf(mark); at >= 0 && at < length; at = shared.indexOf(mark, at + 1))
          receive(events++);
        return true;
      },
    },
  });
  socket.on("error", (error) => {
    throw error;
  });
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
}

function receive(event: number): void {
  had[event] = (had[event] ?? 0) + 1;
  if (had[event] === connections) process.send?.({ done: event + 1 });
}
