import { Millrace, StreamingResponse } from "millrace";
import { serve } from "millrace/node";
import { announce } from "../announce.ts";
import { chunks } from "./chunks.ts";

const app = new Millrace();
app.get("/", () => new StreamingResponse(chunks(), { mediaType: "text/plain" }));
announce((await serve(app, { host: "127.0.0.1", port: 0 })).port);
