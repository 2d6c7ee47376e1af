import { HTTPException } from "millrace";
import type { Header } from "millrace";

export function get_token_header(x_token: Header<string>) {
  if (x_token !== "fake-super-secret-token") throw new HTTPException(400, "X-Token header invalid");
}

export function get_query_token(token: string) {
  if (token !== "jessica") throw new HTTPException(400, "No Jessica token provided");
}
