import { Millrace } from "millrace";

const app = new Millrace();

interface Event {
  at: Date;
  link: URL;
  data: Uint8Array;
  buffer?: Buffer;
}

app.post("/", (event: Event, at: Date, file: File, files: File[], maybe?: Date | null): Event => ({ ...event, at: maybe ?? at, data: new Uint8Array(files.length + file.size) }));
