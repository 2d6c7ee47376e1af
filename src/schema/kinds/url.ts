import type { PlainModel } from "../../contract/type-model.ts";
import { fail } from "../errors.ts";
import { quote } from "../json-text.ts";
import type { KindDefinition } from "../kind.ts";
import { coerced, soften } from "../run.ts";
import { urlFault } from "../urls.ts";
import { scalar } from "./scalar.ts";

/** `URL`: absolute, as the WHATWG URL standard reads it. */
export const urlKind: KindDefinition<PlainModel> = scalar<PlainModel>({
  label: () => "url",
  schema: () => ({ type: "string", format: "uri" }),
  check: () => (value, run) => {
    if (value instanceof URL) return value;
    if (typeof value !== "string") return fail(run, "url_type", value);
    soften(run, coerced);
    return URL.parse(value) ?? fail(run, "url_parsing", value, { error: urlFault(value) });
  },
  exact: (_, input, emitter) => (emitter.context.from === "native" ? `${input} instanceof URL` : undefined),
  text: (value) => quote((value as URL).href),
  emitText: (_, input, emitter) => `${emitter.code.constant(quote)}(${input}.href)`,
  plain: true,
});
