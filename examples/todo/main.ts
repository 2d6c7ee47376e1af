import { Millrace } from "millrace";
import { router as tasks } from "./tasks.ts";

export const app = new Millrace({ title: "Todo", version: "1.0.0" });

app.includeRouter(tasks);
