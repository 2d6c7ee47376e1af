import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Millrace, StreamingResponse } from "millrace";

const path = join(import.meta.dirname, "large-video-file.mp4");
const app = new Millrace();

app.get("/", () => new StreamingResponse(createReadStream(path), { mediaType: "video/mp4" }));

export default app;
