import { fastapiUniqueId, HTMLResponse, Millrace } from "millrace";
import type { Form } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/files/", function create_files(files: Form<Uint8Array[]>): unknown {
  return { file_sizes: files.map((file) => file.length) };
});

app.post("/uploadfiles/", function create_upload_files(files: File[]): unknown {
  return { filenames: files.map((file) => file.name) };
});

app.get("/", function main(): unknown {
  return new HTMLResponse(`
<body>
<form action="/files/" enctype="multipart/form-data" method="post">
<input name="files" type="file" multiple>
<input type="submit">
</form>
<form action="/uploadfiles/" enctype="multipart/form-data" method="post">
<input name="files" type="file" multiple>
<input type="submit">
</form>
</body>
    `);
});

export default app;
