import { fastapiUniqueId, HTTPException, Millrace } from "millrace";
import type { Header } from "millrace";

function verify_token(x_token: Header<string>) {
  if (x_token !== "fake-super-secret-token") throw new HTTPException(400, "X-Token header invalid");
}

function verify_key(x_key: Header<string>) {
  if (x_key !== "fake-super-secret-key") throw new HTTPException(400, "X-Key header invalid");
  return x_key;
}

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  generateUniqueId: fastapiUniqueId,
  dependencies: [verify_token, verify_key],
});

app.get("/items/", function read_items(): unknown {
  return [{ item: "Portal Gun" }, { item: "Plumbus" }];
});

app.get("/users/", function read_users(): unknown {
  return [{ username: "Rick" }, { username: "Morty" }];
});

export default app;
