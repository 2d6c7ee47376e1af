import { appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  generateUniqueId: fastapiUniqueId,
  async *lifespan() {
    yield;
    appendFileSync(join(tmpdir(), "log.txt"), "Application shutdown\n");
  },
});

app.get("/items/", function read_items(): unknown {
  return [{ name: "Foo" }];
});

export default app;
