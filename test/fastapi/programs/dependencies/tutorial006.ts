import { fastapiUniqueId, HTTPException, Millrace } from "millrace";
import type { Header } from "millrace";

function verify_token(x_token: Header<string>) {
  if (x_token !== "fake-super-secret-token") throw new HTTPException(400, "X-Token header invalid");
}

function verify_key(x_key: Header<string>) {
  if (x_key !== "fake-super-secret-key") throw new HTTPException(400, "X-Key header invalid");
  return x_key;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/items/", { dependencies: [verify_token, verify_key] }, function read_items(): unknown {
  return [{ item: "Foo" }, { item: "Bar" }];
});

export default app;
