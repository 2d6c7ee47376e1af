import { Millrace } from "millrace";
import { serve } from "millrace/node";
import { announce } from "./announce.ts";

const app = new Millrace();
app.get("/", () => ({ Hello: "World" }));
announce((await serve(app, { host: "127.0.0.1", port: 0 })).port);
