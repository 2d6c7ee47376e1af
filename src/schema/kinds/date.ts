import type { PlainModel } from "../../contract/type-model.ts";
import { fail } from "../errors.ts";
import { dateText } from "../json-text.ts";
import type { Context, KindDefinition } from "../kind.ts";
import { type Moment, readMoment } from "../moments.ts";
import { type Check, coerced, soften } from "../run.ts";
import { scalar } from "./scalar.ts";

/** A moment without an offset is taken as UTC, so that no answer hangs on the server's time zone. */
function toDate(moment: Moment): Date {
  return new Date((moment.wall - (moment.offset ?? 0) * 60) * 1000 + Math.floor(moment.nanosecond / 1e6));
}

function check(_: PlainModel, context: Context): Check {
  return (value, run) => {
    if (value instanceof Date) {
      if (!Number.isNaN(value.getTime())) return value;
      return fail(run, "datetime_object_invalid", value, { error: "Invalid Date" });
    }
    if (typeof value !== "string" && !(typeof value === "number" && context.lax)) {
      return fail(run, "datetime_type", value);
    }
    const found = readMoment(value, context.lax);
    if ("type" in found) return fail(run, found.type, value, { error: found.error });
    soften(run, coerced);
    return toDate(found);
  };
}

/** `Date`: RFC 3339 text. */
export const dateKind: KindDefinition<PlainModel> = scalar<PlainModel>({
  label: () => "datetime",
  schema: () => ({ type: "string", format: "date-time" }),
  check,
  exact: (_, input, emitter) =>
    emitter.context.from === "native"
      ? `${input} instanceof Date && ${input}.getTime() === ${input}.getTime()`
      : undefined,
  text: (value) => `"${dateText(value as Date)}"`,
  emitText: (_, input, emitter) => `'"' + ${emitter.code.constant(dateText)}(${input}) + '"'`,
  plain: false,
});
