import { fastapiUniqueId, Millrace } from "millrace";
import type { Field, Int, Query } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface FilterParams {
  /** @default 100 */
  limit?: Field<Int, { exclusiveMinimum: 0; maximum: 100 }>;
  /** @default 0 */
  offset?: Field<Int, { minimum: 0 }>;
  /** @default created_at */
  order_by?: "created_at" | "updated_at";
  /** @default [] */
  tags?: string[];
}

app.get("/items/", function read_items(filter_query: Query<FilterParams>): unknown {
  return filter_query;
});

export default app;
