import { fastapiUniqueId, Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class FixedContentQueryChecker {
  readonly fixed_content: string;

  constructor(fixed_content: string) {
    this.fixed_content = fixed_content;
  }

  check = (q: string = "") => q !== "" && q.includes(this.fixed_content);
}

const checker = new FixedContentQueryChecker("bar").check;

app.get(
  "/query-checker/",
  function read_query_check(fixed_content_included: Depends<typeof checker>): unknown {
    return { fixed_content_in_query: fixed_content_included };
  },
);

export default app;
