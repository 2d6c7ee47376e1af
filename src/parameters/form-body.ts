import type { Exchange } from "../http/engine.ts";
import { parseMediaType } from "../http/media-type.ts";
import { QueryString } from "../http/query-string.ts";
import { FormFields } from "./form-fields.ts";
import { BodyError } from "./body-error.ts";
import { type FormLimits, tooLarge, tooMany } from "./form-limits.ts";
import { readMultipart } from "./multipart.ts";

/** Reads a form, urlencoded or multipart by its content type; any other body is a form without fields. Throws `BodyError`. */
export async function loadForm(exchange: Exchange, limits: FormLimits): Promise<FormFields> {
  const contentType = exchange.header("content-type") ?? "";
  const type = parseMediaType(contentType);
  if (type?.essence === "multipart/form-data") {
    if (!type.parameters.get("boundary")) throw new BodyError("Missing boundary in multipart.");
    return readMultipart(exchange, contentType, limits);
  }
  if (type?.essence !== "application/x-www-form-urlencoded") return new FormFields();
  return readUrlencoded(new TextDecoder().decode(await exchange.readBody(limits.body)), limits);
}

function readUrlencoded(text: string, limits: FormLimits): FormFields {
  const fields = new FormFields();
  const query = new QueryString(text);
  let count = 0;
  for (const name of query.names()) {
    for (const value of query.all(name)) {
      if (++count > limits.fields) throw tooMany("fields", limits.fields);
      if (value.length > limits.fieldSize) throw tooLarge("Field", limits.fieldSize);
      fields.add(name, value);
    }
  }
  return fields;
}
