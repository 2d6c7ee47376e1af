import { fastapiUniqueId, Millrace } from "millrace";
import type { Header } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface CommonHeaders {
  host: string;
  save_data: boolean;
  /** @default null */
  if_modified_since?: string | null;
  /** @default null */
  traceparent?: string | null;
  /** @default [] */
  x_tag?: string[];
}

app.get(
  "/items/",
  function read_items(headers: Header<CommonHeaders, { convertUnderscores: false }>): unknown {
    return headers;
  },
);

export default app;
