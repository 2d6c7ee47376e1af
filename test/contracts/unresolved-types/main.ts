import { Millrace } from "millrace";
import { Missing } from "no-such-package";
import { other } from "./untyped.js";

const app = new Millrace();

app.get("/1", (item: Itme, missing: Missing, list: Missing[], whole: any): Undefined => [item, missing, list, whole]);
app.get("/2", (q: string) => other(q));
app.get("/3", (db = absent(other)) => db);
