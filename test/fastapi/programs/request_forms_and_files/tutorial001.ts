import { fastapiUniqueId, Millrace } from "millrace";
import type { Form } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post(
  "/files/",
  async function create_file(file: Form<Uint8Array>, fileb: File, token: Form<string>): Promise<unknown> {
    return { file_size: file.length, token, fileb_content_type: fileb.type };
  },
);

export default app;
