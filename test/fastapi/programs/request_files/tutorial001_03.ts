import { fastapiUniqueId, Millrace } from "millrace";
import type { Form } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post(
  "/files/",
  function create_file(file: Form<Uint8Array, { description: "A file read as bytes" }>): unknown {
    return { file_size: file.length };
  },
);

app.post(
  "/uploadfile/",
  function create_upload_file(file: Form<File, { description: "A file read as UploadFile" }>): unknown {
    return { filename: file.name };
  },
);

export default app;
