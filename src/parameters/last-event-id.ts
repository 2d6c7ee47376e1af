import type { Parameter } from "../contract/signature.ts";
import type { TypeModel } from "../contract/type-model.ts";
import { compileValidator } from "../schema/validator.ts";
import type { ParameterSource } from "./source.ts";

const header = "last-event-id";

/** For a client's first connection, on which it cannot set headers. */
const keys = ["lastEventId", "last_event_id"];

/** `lastEventId: LastEventId`: the last event that a client has seen (WHATWG HTML section 9.2.4). */
export const lastEventId: ParameterSource = {
  rank: 3,
  bind({ parameter, definitions }) {
    const validate = compileValidator(parameter.type, definitions, { from: "text" });
    return {
      documented: [{ in: "header", name: header, required: false, type: documentedType(parameter) }],
      read(context, issues) {
        const sent = context.exchange.header(header);
        if (sent) return validate(utf8(sent), ["header", header], issues);
        const key = keys.find((name) => context.query.last(name));
        return key === undefined ? undefined : validate(context.query.last(key), ["query", key], issues);
      },
    };
  },
};

function documentedType({ type, default: value }: Parameter): TypeModel {
  return value === undefined ? type : { ...type, default: value };
}

/** Browsers send an id in UTF-8, each byte of which an engine hands on as one character. */
function utf8(text: string): string {
  // eslint-disable-next-line no-control-regex -- ASCII begins with NUL
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}
