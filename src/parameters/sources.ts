import type { Parameter, Source } from "../contract/signature.ts";
import type { Definitions } from "../contract/type-model.ts";
import { background } from "./background.ts";
import { body } from "./body.ts";
import { connection } from "./connection.ts";
import { cookie } from "./cookie.ts";
import { form } from "./form.ts";
import { header } from "./header.ts";
import { items } from "./items.ts";
import { lastEventId } from "./last-event-id.ts";
import { parts } from "./parts.ts";
import { path } from "./path.ts";
import { query } from "./query.ts";
import { reply } from "./reply.ts";
import { request } from "./request.ts";
import { scopes } from "./scopes.ts";
import { shapeOf } from "./shape.ts";
import { signal } from "./signal.ts";
import type { ParameterSource } from "./source.ts";
import { state } from "./state.ts";

/** Every place that arguments come from, by the name that a signature calls it. */
export const sources: Partial<Record<Source, ParameterSource>> = {
  path,
  query,
  header,
  lastEventId,
  cookie,
  body,
  form,
  file: form,
  items,
  parts,
  request,
  reply,
  signal,
  connection,
  background,
  scopes,
  state,
};

/** A parameter's source: its marker's or its injectable type's, else as FastAPI infers it from the path and the type. */
export function sourceOf(
  parameter: Parameter,
  pathNames: readonly string[],
  definitions: Definitions,
): Source {
  if (parameter.source) return parameter.source;
  if (pathNames.includes(parameter.name)) return "path";
  switch (shapeOf(parameter.type, definitions)) {
    case "scalar":
      return "query";
    case "file":
    case "files":
      return "file";
    default:
      return "body";
  }
}
