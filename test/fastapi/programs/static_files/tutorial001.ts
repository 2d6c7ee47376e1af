import { fastapiUniqueId, Millrace, StaticFiles } from "millrace";

const app = new Millrace({ title: "FastAPI", generateUniqueId: fastapiUniqueId });

app.mount("/static", new StaticFiles({ directory: new URL("static", import.meta.url) }), { name: "static" });

export default app;
