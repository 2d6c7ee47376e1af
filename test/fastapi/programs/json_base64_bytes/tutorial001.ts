import { fastapiUniqueId, Millrace } from "millrace";

interface DataInput {
  description: string;
  data: Uint8Array;
}

interface DataOutput {
  description: string;
  data: Uint8Array;
}

interface DataInputOutput {
  description: string;
  data: Uint8Array;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.post("/data", function post_data(body: DataInput): unknown {
  return { description: body.description, content: new TextDecoder().decode(body.data) };
});

app.get("/data", function get_data(): DataOutput {
  return { description: "A plumbus", data: new TextEncoder().encode("hello") };
});

app.post("/data-in-out", function post_data_in_out(body: DataInputOutput): DataInputOutput {
  return body;
});

export default app;
