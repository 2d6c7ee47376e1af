import { BaseResponse, HTMLResponse, JSONResponse, Millrace, PlainTextResponse, RedirectResponse, StreamingResponse } from "millrace";

const app = new Millrace();

interface Item {
  name: string;
}

class Page extends HTMLResponse {}

class Own extends BaseResponse {
  readonly extra = 1;
}

app.get("/1", () => new HTMLResponse("<p>"));
app.get("/2", () => new PlainTextResponse("a"));
app.get("/3", () => new RedirectResponse("/1"));
app.get("/4", () => new StreamingResponse(["a"]));
app.get("/5", () => new JSONResponse({}));
app.get("/6", () => new Response("a"));
app.get("/7", async (): Promise<Page> => new Page("<p>"));
app.get("/8", (): Item | HTMLResponse => ({ name: "a" }));
app.get("/9", async () => (Math.random() > 0.5 ? new Response() : { name: "a" }));
app.get("/10", () => (Math.random() > 0.5 ? new Response() : new HTMLResponse("")));
app.get("/11", async () => fetch("http://localhost/"));
app.get("/21", () => new Own({}));
app.get("/22", (): Own | Item => ({ name: "a" }));
