import { Millrace } from "millrace";
import { common } from "./common.ts";

const app = new Millrace();

const verify = (a: string) => a;
const dependencies = [verify];
const config = { routes: { items: { dependencies: [(b: string) => b] } } };

app.get("/1", { dependencies }, () => 1);
app.get("/2", { ...common, tags: ["x"] }, () => 2);
app.get("/3", { dependencies: [...dependencies, (c: number) => c] }, () => 3);
app.get("/4", config.routes.items, () => 4);
