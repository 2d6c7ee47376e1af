import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Gate } from "../../src/cli/gate.ts";

test("connections are held, in order, until somebody takes them", async (context) => {
  const gate = new Gate();
  context.after(() => gate.close());
  const port = await gate.listen(0, "127.0.0.1");
  const ports: (number | undefined)[] = [];
  const arrive = async (): Promise<void> => {
    const client = connect(port, "127.0.0.1");
    await once(client, "connect");
    ports.push(client.localPort);
    await sleep(20);
  };
  const taken: (number | undefined)[] = [];
  const take = (socket: Socket): void => {
    taken.push(socket.remotePort);
    socket.destroy();
  };
  await arrive();
  await arrive();
  assert.deepEqual(taken, []);
  gate.open(take);
  await arrive();
  gate.hold();
  await arrive();
  assert.deepEqual(taken, ports.slice(0, 3));
  gate.open(take);
  assert.deepEqual(taken, ports);
});

test("a gate that closes drops what it holds", async () => {
  const gate = new Gate();
  const port = await gate.listen(0, "127.0.0.1");
  const client = connect(port, "127.0.0.1").on("error", () => {});
  await once(client, "connect");
  await sleep(20);
  gate.close();
  await once(client.resume(), "close");
  const late = connect(port, "127.0.0.1");
  const [error] = (await once(late, "error")) as [NodeJS.ErrnoException];
  assert.equal(error.code, "ECONNREFUSED");
});

test("a port that is taken is a failure with words", async (context) => {
  const gate = new Gate();
  context.after(() => gate.close());
  const port = await gate.listen(0, "127.0.0.1");
  await assert.rejects(new Gate().listen(port, "127.0.0.1"), {
    name: "Failure",
    message: `Port ${port} of 127.0.0.1 is in use. Stop what uses it, or choose another with \`--port\`.`,
  });
});
