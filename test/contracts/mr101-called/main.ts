import { Depends, Millrace, Query, Security } from "millrace";
import type { Header } from "millrace";

const app = new Millrace();

function db(): number {
  return 3;
}
app.get("/depends", (x = Depends(db)) => x);
app.get("/inline", (x = Depends(() => 3)) => x);
app.get("/security", (x = Security(db, ["items"])) => x);
app.get("/values", (a = Query(3), b = Query("x"), c = Query(true), d = Query({ minLength: 2 }), e = Header()) => [a, b, c, d, e]);
app.get("/written", (q: string = Query("x")) => q);
app.post("/not-imported", (item: string = Body("text")) => item);
app.get("/own", (x = Cookie("x")) => x);

function Cookie(text: string): string {
  return text;
}
