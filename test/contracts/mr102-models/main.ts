import { Millrace, model } from "millrace";
import type { Outcome } from "./nowhere.ts";

const app = new Millrace();

interface Problem {
  retry: () => void;
}

app.get("/", { responses: { 404: model<Problem>(), 409: model<Outcome[]>() } }, () => 1);
