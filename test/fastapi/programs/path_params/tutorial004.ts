import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/files/{file_path:path}", function read_file(file_path: string): unknown {
  return { file_path };
});

export default app;
