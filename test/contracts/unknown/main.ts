import { Millrace } from "millrace";

const app = new Millrace();

interface Box {
  content: unknown;
  more?: any;
}

app.post("/", (body: unknown, any: any, box: Box, never: never, empty: {}): unknown => [body, any, box, never, empty]);
