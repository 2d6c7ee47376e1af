import { reasonOf } from "../http/status.ts";

const ranges: Readonly<Record<string, string>> = {
  "1XX": "Information",
  "2XX": "Success",
  "3XX": "Redirection",
  "4XX": "Client Error",
  "5XX": "Server Error",
  default: "Default Response",
};

/** What an answer of this status (`404`, `4XX`, `default`) is called where nobody has described it. */
export function phraseOf(status: string): string {
  return ranges[status] ?? reasonOf(Number(status), "Additional Response");
}
