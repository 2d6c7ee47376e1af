import { fastapiUniqueId, Millrace } from "millrace";
import type { Cookie, Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

function query_extractor(q: string | null = null) {
  return q;
}

function query_or_cookie_extractor(
  q: Depends<typeof query_extractor>,
  last_query: Cookie<string | null> = null,
) {
  return q || last_query;
}

app.get("/items/", function read_query(query_or_default: Depends<typeof query_or_cookie_extractor>): unknown {
  return { q_or_cookie: query_or_default };
});

export default app;
