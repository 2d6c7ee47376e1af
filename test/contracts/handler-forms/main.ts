import { Millrace } from "millrace";
import type { Int } from "millrace";
import remove, { find, type Find } from "./handlers.ts";

const app = new Millrace();

const typed: (id: Int) => string = (id) => String(id);
const same: Find = (id) => id;

class Items {
  one(id: string) {
    return id;
  }
  static two(id: number) {
    return id;
  }
}

const items = new Items();

app.get("/1", find);
app.get("/2", remove);
app.get("/3", typed);
app.get("/4", same);
app.get("/5", items.one);
app.get("/6", Items.two);
app.get("/7", items.one.bind(items));
app.get("/8", ((id: string) => id) satisfies Find);
app.get("/9", (find as Find)!);
app.get("/10", process.env["X"] ? (a: string) => a : (b: string) => b);
app.get("/11", async function named(id: Int) {
  return id;
});
app["get"]("/12", (c: string) => c);
app.on(["GET", "PUT"], "/13", (d: string) => d).get("/14", (e: string) => e);
