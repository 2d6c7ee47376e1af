import { DiagnosticError } from "../contract/diagnostic.ts";
import type { Parameter, Source } from "../contract/signature.ts";

const hints: Partial<Record<Source, string>> = {
  path: "a path parameter holds one value: a string, number, boolean, date, enum or a union of such",
  query:
    "a query parameter holds one value, a list of values, or an interface of such; mark the parameter Body<…> to read it from the body",
  header: "a header holds one value, a list of values, or an interface of such",
  form: "a form field holds one value, a file, a list of such, or an interface of such",
  body: "a WebSocket has no body; take its messages, as in `incoming: AsyncIterable<T>`",
  file: "a WebSocket has no body; take its messages, as in `incoming: AsyncIterable<Uint8Array>`",
  parts: "a WebSocket has no body, so that there is no form in parts",
  websocket: "only the handlers of `websocket(…)` are given one, and what they depend on",
  cookie: "a cookie holds one value; an interface reads several cookies",
};

/** The author's mistake of reading a type, or one property of it, from a place that cannot hold it. */
export function misfit(parameter: Parameter, source: Source, property?: string): DiagnosticError {
  const hint = hints[source];
  const part = property === undefined ? "" : `the property "${property}" of `;
  return new DiagnosticError([
    {
      code: "MR111",
      message: `${part}the parameter "${parameter.name}" of type ${parameter.text} cannot come from the ${source}`,
      location: parameter.location,
      ...(hint && { hint }),
    },
  ]);
}
