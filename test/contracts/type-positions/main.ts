import { Millrace } from "millrace";
import type { Field, Int } from "millrace";

const app = new Millrace();

interface Item {
  name: string;
}

interface FindHandler {
  (id: Int): string;
}

const find: FindHandler = (id) => String(id);

function over(a: string): string;
function over(a: number): number;
function over(a: unknown) {
  return a;
}

class Controller {
  constructor(app: Millrace) {
    app.get("/3", this.find);
    app.get("/4", this.arrow);
  }
  find(id: Int) {
    return id;
  }
  arrow = (at: Date) => at;
}

class App extends Millrace {}
const bound = app.get.bind(app);

app.get("/1", find);
app.get("/2", over);
new Controller(app);
new App().get("/5", (a: string) => a);
bound("/6", (b: string) => b);
app["get"]("/7", function (this: unknown, c: string) {
  return c;
});
app.post("/8", (pair: [Item, ...Item[]], order: Int | string, more: (Int | null)[], either: Field<Int, { minimum: 3 }> | "all") => [
  pair,
  order,
  more,
  either,
]);
