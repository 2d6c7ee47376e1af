import { Millrace } from "millrace";
import type { Depends, Handler, Int, Query } from "millrace";

const app = new Millrace();

/** Looks for a text of its own in the query. */
function fixedContent(content: string) {
  return (q: Query<string, { maxLength: 50 }> = "") => q.includes(content);
}

const checker = fixedContent("bar");

const kept = <F extends Handler>(function_: F): F => function_;
const getUser = kept((id: Int) => ({ id }));

interface Labelled {
  (q: string): number;
  label: string;
}
const labelled: Labelled = Object.assign((q: string) => q.length, { label: "length" });

app.get(
  "/",
  (found: Depends<typeof checker>, user: Depends<typeof getUser>, length: Depends<typeof labelled>) => [
    found,
    user.id,
    length,
  ],
);
