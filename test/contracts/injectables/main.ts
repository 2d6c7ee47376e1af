import { type BackgroundTasks, Millrace, Reply } from "millrace";

const app = new Millrace();

app.get("/", (request: Request, reply: Reply, signal: AbortSignal, maybe?: AbortSignal) => [request.url, reply.status, signal.aborted, maybe]);

app.post("/", (tasks: BackgroundTasks) => void tasks.add(console.log, "done"));
