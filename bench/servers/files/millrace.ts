import { FileResponse, Millrace } from "millrace";
import { serve } from "millrace/node";
import { announce } from "../announce.ts";

const file = process.env["BENCH_FILE"] as string;

const app = new Millrace();
app.get("/", () => new FileResponse(file));
announce((await serve(app, { host: "127.0.0.1", port: 0 })).port);
