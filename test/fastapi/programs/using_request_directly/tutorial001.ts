import { type Connection, fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/{item_id}", function read_root(item_id: string, connection: Connection): unknown {
  return { client_host: connection.remoteAddress, item_id };
});

export default app;
