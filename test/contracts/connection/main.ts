import { type Connection, Millrace } from "millrace";

const app = new Millrace();

app.get("/", ({ remoteAddress, secure }: Connection) => ({ remoteAddress, secure }));
