import { Millrace } from "millrace";
import { Readable } from "node:stream";

const app = new Millrace();

interface Item {
  name: string;
}

class Lines {
  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    yield { name: "a" };
  }
}

app.get("/1", function* () {
  yield "text";
});
app.get("/2", async function* (): AsyncGenerator<Item> {
  yield { name: "a" };
});
app.get("/3", async function* () {
  yield { name: "a" };
  yield null;
});
app.get("/4", (): AsyncIterable<Uint8Array> => [] as never);
app.get("/5", async (): Promise<Iterable<string | Buffer>> => new Set<string>().values());
app.get("/6", (): ReadableStream<Uint8Array> => new ReadableStream());
app.get("/7", (): IterableIterator<number> => [1].values());
app.get("/8", () => new Lines());
app.get("/9", () => Readable.from(["a"]));
app.get("/10", (): Generator<"a" | "b"> => [] as never);
app.get("/11", (): string[] => []);
app.get("/12", (): Set<string> => new Set());
app.get("/13", (): AsyncGenerator<any> => [] as never);
