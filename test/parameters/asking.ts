import type { Parameter } from "../../src/contract/signature.ts";
import type { Definitions, TypeModel } from "../../src/contract/type-model.ts";
import type { Exchange } from "../../src/http/engine.ts";
import { headerValues, joinedHeader } from "../../src/http/headers.ts";
import { RequestContext } from "../../src/parameters/context.ts";
import type { FormFields } from "../../src/parameters/form-fields.ts";
import type { BoundParameter, ParameterSource } from "../../src/parameters/source.ts";
import type { Issue } from "../../src/schema/issue.ts";

/** A request as a test says it. */
export interface Asked {
  readonly target?: string;
  readonly headers?: readonly string[];
  /** The body, piece by piece. */
  readonly pieces?: readonly (string | Uint8Array)[];
  readonly params?: readonly string[];
  readonly form?: FormFields;
}

/** An exchange that can be read and not be answered. */
export function exchangeOf({ target = "/", headers = [], pieces = [] }: Asked): Exchange {
  const bytes = pieces.map((piece) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece));
  const exchange: Partial<Exchange> = {
    method: "GET",
    target,
    rawHeaders: headers,
    header: (name) => joinedHeader(headers, name),
    headerValues: (name) => headerValues(headers, name),
    readBody: async () => new Uint8Array(Buffer.concat(bytes)),
    async *streamBody() {
      yield* bytes;
    },
  };
  return exchange as Exchange;
}

/** A parameter with nothing said of it but its name, its type, and what the test says. */
export function parameterOf(name: string, type: TypeModel, more: Partial<Parameter> = {}): Parameter {
  const location = { file: "main.ts", line: 1, column: 1, source: "" };
  return { name, text: type.kind, type, optional: false, location, ...more };
}

/** A parameter bound to a source. */
export function bound(
  source: ParameterSource,
  parameter: Parameter,
  { definitions = {}, pathNames = [] }: { definitions?: Definitions; pathNames?: readonly string[] } = {},
): BoundParameter {
  return source.bind({ parameter, definitions, pathNames, embedded: false, strict: false, scopes: [] });
}

/** What a parameter reads from a request, and what is wrong with that. */
export function ask({ read }: BoundParameter, asked: Asked): { value: unknown; issues: Issue[] } {
  const context = new RequestContext(exchangeOf(asked), asked.params ?? []);
  if (asked.form) context.body = { present: true, value: undefined, form: asked.form };
  const issues: Issue[] = [];
  const value = read(context, issues);
  return { value, issues };
}

/** A list of strings. */
export const texts: TypeModel = { kind: "array", items: { kind: "string" } };
