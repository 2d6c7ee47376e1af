import { fastapiUniqueId, Millrace } from "millrace";
import type { Form } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/files/", function create_file(file: Form<Uint8Array | null> = null): unknown {
  return file ? { file_size: file.length } : { message: "No file sent" };
});

app.post("/uploadfile/", function create_upload_file(file: File | null = null): unknown {
  return file ? { filename: file.name } : { message: "No upload file sent" };
});

export default app;
