import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { Millrace, StaticFiles } from "../../src/index.ts";
import { Templates } from "../../src/templates/index.ts";
import { TestClient } from "../../src/testing/index.ts";
import { temporaryFolder } from "../files/serving.ts";

const directory = await temporaryFolder();

before(async () => {
  const files = {
    "hello.html": "<p title='<%= it.name %>'>Hello <%= it.name %></p>",
    "raw.html": "<%~ it.markup %>",
    "page.html":
      "<% layout('./base.html', { title: it.title }) %><ul><% for (const n of it.list) { %><li><%= n %></li><% } %></ul>",
    "base.html": "<title><%= it.title %></title><%~ include('./parts/nav.html') %><%~ it.body %>",
    "parts/nav.html": "<nav></nav>",
    "links.html": "<%= it.urlFor('getItem', { id: it.id }) %> <%= it.urlFor('static', { path: 'a.css' }) %>",
    "site.html": "<%= it.site %>",
    "later.html": "<%= await it.value %>",
    "broken.html": "<%= it.no.such.thing %>",
    "outside.html": "<%~ include('../../etc/hostname') %>",
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(directory, name, ".."), { recursive: true });
    await writeFile(join(directory, name), text);
  }
});

const app = new Millrace();
const templates = new Templates({ directory, app, globals: { site: "Mill & Co" } });
app.get("/items/{id}", function getItem(id: string) {
  return templates.response("links.html", { id });
});
app.mount("/static", new StaticFiles({ directory }), { name: "static" });
app.get("/hello", (name: string) =>
  templates.response("hello.html", { name }, { status: 203, headers: { "x-a": "1" } }),
);
app.get("/broken", () => templates.response("broken.html"));

const client = new TestClient(app, { raiseServerExceptions: false });

test("what a page is given is escaped", async () => {
  const response = await client.get(`/hello?name=${encodeURIComponent(`<b>"O'Mill" & Co</b>`)}`);
  assert.equal(response.status, 203);
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(response.headers.get("x-a"), "1");
  const name = "&lt;b&gt;&quot;O&#39;Mill&quot; &amp; Co&lt;/b&gt;";
  assert.equal(await response.text(), `<p title='${name}'>Hello ${name}</p>`);
  assert.equal(await templates.render("raw.html", { markup: "<b>" }), "<b>");
});

test("pages have layouts and parts, and may wait", async () => {
  const page = await templates.render("page.html", { title: "Mills", list: [1, 2] });
  assert.equal(page, "<title>Mills</title><nav></nav><ul><li>1</li><li>2</li></ul>");
  assert.equal(await templates.render("later.html", { value: Promise.resolve("now") }), "now");
  assert.equal(await templates.render("site.html"), "Mill &amp; Co");
  assert.equal(await templates.render("site.html", { site: "Mine" }), "Mine");
});

test("URLs are those of the app, as the client has to write them", async () => {
  const response = await client.get("/items/a%20b");
  assert.equal(await response.text(), "http://testserver/items/a%20b http://testserver/static/a.css");
  const outer = new Millrace();
  outer.mount("/inner", app);
  const inner = await new TestClient(outer).get("/inner/items/3");
  assert.equal(await inner.text(), "http://testserver/inner/items/3 http://testserver/inner/static/a.css");
  assert.equal(await templates.render("links.html", { id: 3 }), "/items/3 /static/a.css");
  const alone = new Templates({ directory: pathToFileURL(directory) });
  await assert.rejects(alone.render("links.html", { id: 3 }), /new Templates\(\{ directory, app \}\)/);
});

test("a page that cannot be made is the server's failure, without a word of why", async () => {
  const response = await client.get("/broken");
  assert.equal(response.status, 500);
  assert.equal(await response.text(), "Internal Server Error");
  await assert.rejects(templates.render("missing.html"), /missing\.html/);
  await assert.rejects(templates.render("outside.html"), /outside\.html|hostname/);
  assert.throws(
    () => new Templates({ directory: join(directory, "missing") }),
    /there is no folder .*missing/,
  );
});

test("a change is seen at once, or not at all", async () => {
  await writeFile(join(directory, "new.html"), "before");
  const [fresh, kept] = [
    new Templates({ directory, reload: true }),
    new Templates({ directory, reload: false }),
  ];
  for (const one of [fresh, kept]) assert.equal(await one.render("new.html"), "before");
  await writeFile(join(directory, "new.html"), "after");
  assert.equal(await fresh.render("new.html"), "after");
  assert.equal(await kept.render("new.html"), "before");
});

test("HEAD tells the length of the page, and the document its media type", async () => {
  const head = await client.request("HEAD", "/hello?name=Ada");
  assert.equal(head.headers.get("content-length"), String("<p title='Ada'>Hello Ada</p>".length));
  const { responses = {} } = app.openapi().paths?.["/hello"]?.get ?? {};
  assert.match(JSON.stringify(responses), /text\/html/);
});
