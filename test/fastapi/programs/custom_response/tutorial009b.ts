import { join } from "node:path";
import { FileResponse, Millrace } from "millrace";

const path = join(import.meta.dirname, "large-video-file.mp4");
const app = new Millrace();

app.get("/", { responseClass: FileResponse }, async () => path);

export default app;
