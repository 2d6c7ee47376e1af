import { compileSerializer } from "../schema/serializer.ts";
import type { Issue } from "../schema/issue.ts";
import { BaseResponse, type ResponseOptions } from "./response.ts";

const serialize = compileSerializer({ kind: "unknown" }, {}, { declared: false });

/** Any value as compact JSON text; dates, sets, maps and bytes as Millrace writes them. Throws a `TypeError` for what JSON cannot hold. */
export function toJson(value: unknown): string {
  const issues: Issue[] = [];
  const text = serialize(value, issues);
  const [issue] = issues;
  if (issue) throw new TypeError(`${issue.msg} (at ${issue.loc.join(".")})`);
  return text;
}

/**
 * A value as compact JSON, unchecked.
 * @response application/json
 */
export class JSONResponse extends BaseResponse {
  static override readonly mediaType: string = "application/json";

  constructor(content: unknown, options: ResponseOptions = {}) {
    super(toJson(content), options);
  }
}
