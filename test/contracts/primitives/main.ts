import { Millrace } from "millrace";

const app = new Millrace();

app.get("/", (text: string, size: number, flag: boolean, big: bigint, nothing: null, either: string | null) => [
  text,
  size,
  flag,
  String(big),
  nothing,
  either,
]);
