import { DiagnosticError } from "../../contract/diagnostic.ts";
import type { TemporalModel, TemporalType } from "../../contract/type-model.ts";
import { durationFault } from "../durations.ts";
import { type ErrorType, fail } from "../errors.ts";
import { quote } from "../json-text.ts";
import type { Context, JsonSchema, KindDefinition } from "../kind.ts";
import { type Moment, type MomentFailure, readDate, readMoment, readTimeOfDay } from "../moments.ts";
import { type Check, coerced, type Run, soften } from "../run.ts";
import { scalar } from "./scalar.ts";

type Library = typeof Temporal;
type Read = (library: Library, input: string | number, run: Run, lax: boolean) => unknown;

/** How one class of Temporal reads text, what it is called, and what it says to other values. */
interface Reader {
  readonly label: string;
  readonly schema: JsonSchema;
  readonly wrongType: ErrorType;
  readonly read: Read;
}

function library(model: TemporalModel): Library {
  const { Temporal: found } = globalThis as { Temporal?: Library };
  if (found) return found;
  throw new DiagnosticError([
    {
      code: "MR117",
      message: `The type Temporal.${model.type} needs Temporal, which this platform does not have.`,
      hint: "Run the program with Node.js 26 or newer, or use Date.",
    },
  ]);
}

function utc(library: Library, moment: Moment, offset: number): Temporal.ZonedDateTime {
  return library.Instant.fromEpochMilliseconds((moment.wall - offset * 60) * 1000)
    .add({ nanoseconds: moment.nanosecond })
    .toZonedDateTimeISO("UTC");
}

function zoneOf(offset = 0): string {
  if (offset === 0) return "UTC";
  const [sign, minutes] = [offset < 0 ? "-" : "+", Math.abs(offset)];
  const digits = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${sign}${digits.join(":")}`;
}

/** Text with a zone or a calendar in brackets (RFC 9557), as `form` allows, is Temporal's own to read. */
function annotated(form: RegExp, read: (library: Library, text: string) => unknown, otherwise: Read): Read {
  return (library, input, run, lax) => {
    if (typeof input !== "string" || !form.test(input)) return otherwise(library, input, run, lax);
    try {
      return read(library, input);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return otherwise(library, input, run, lax);
    }
  };
}

function fromMoment(
  read: (input: string | number, lax: boolean) => Moment | MomentFailure,
  make: (library: Library, moment: Moment) => unknown,
): Read {
  return (library, input, run, lax) => {
    const found = read(input, lax);
    if (!("type" in found)) return make(library, found);
    return fail(run, found.type, input, found.error === undefined ? undefined : { error: found.error });
  };
}

/** Part of a date, as `form` says; pydantic has no such type, so its word for the nearest one is used. */
function partOfDate(form: RegExp, error: string, read: (library: Library, text: string) => unknown): Read {
  return (library, input, run) => {
    try {
      if (form.test(String(input))) return read(library, String(input));
    } catch (failure) {
      if (!(failure instanceof RangeError)) throw failure;
    }
    return fail(run, "date_parsing", input, { error });
  };
}

function readTime(library: Library, input: string | number, run: Run): unknown {
  const found = readTimeOfDay(input);
  if (typeof found === "string") return fail(run, "time_parsing", input, { error: found });
  return new library.PlainTime().add({ seconds: found.second, nanoseconds: found.nanosecond });
}

function readDuration(library: Library, input: string | number, run: Run): unknown {
  try {
    if (typeof input === "string") return library.Duration.from(input);
    return library.Duration.from({ milliseconds: Math.round(input * 1000) }).round({
      largestUnit: "seconds",
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const fault =
      typeof input === "string" ? durationFault(input) : "durations may not exceed 999,999,999 days";
    return fail(run, "time_delta_parsing", input, { error: fault });
  }
}

const anyZone = /\]$/;

const dateTime = {
  label: "datetime",
  schema: { type: "string", format: "date-time" },
  wrongType: "datetime_type",
} as const;

const readers: Readonly<Record<TemporalType, Reader>> = {
  Instant: {
    ...dateTime,
    read: annotated(
      anyZone,
      (library, text) => library.Instant.from(text),
      fromMoment(readMoment, (library, moment) => utc(library, moment, moment.offset ?? 0).toInstant()),
    ),
  },
  // With its zone in brackets it is no `date-time` of RFC 3339.
  ZonedDateTime: {
    ...dateTime,
    schema: { type: "string" },
    read: annotated(
      anyZone,
      (library, text) => library.ZonedDateTime.from(text),
      fromMoment(readMoment, (library, moment) =>
        utc(library, moment, moment.offset ?? 0).withTimeZone(zoneOf(moment.offset)),
      ),
    ),
  },
  PlainDateTime: {
    ...dateTime,
    read: annotated(
      /^[-+\d]+T[\d:.]+\[u-ca=[^\]]+\]$/,
      (library, text) => library.PlainDateTime.from(text),
      fromMoment(readMoment, (library, moment) => utc(library, moment, 0).toPlainDateTime()),
    ),
  },
  PlainDate: {
    label: "date",
    schema: { type: "string", format: "date" },
    wrongType: "date_type",
    read: annotated(
      /^[-+\d]+\[u-ca=[^\]]+\]$/,
      (library, text) => library.PlainDate.from(text),
      fromMoment(readDate, (library, moment) => utc(library, moment, 0).toPlainDate()),
    ),
  },
  PlainTime: {
    label: "time",
    schema: { type: "string", format: "time" },
    wrongType: "time_type",
    read: readTime,
  },
  PlainYearMonth: {
    label: "date",
    schema: { type: "string", pattern: "^\\d{4}-\\d{2}$" },
    wrongType: "date_type",
    read: partOfDate(/^(?:\d{4}|[+-]\d{6})-\d\d$/, "not a year and a month", (library, text) =>
      library.PlainYearMonth.from(text),
    ),
  },
  PlainMonthDay: {
    label: "date",
    schema: { type: "string", pattern: "^\\d{2}-\\d{2}$" },
    wrongType: "date_type",
    read: partOfDate(/^\d\d-\d\d$/, "not a month and a day", (library, text) =>
      library.PlainMonthDay.from(text),
    ),
  },
  Duration: {
    label: "timedelta",
    schema: { type: "string", format: "duration" },
    wrongType: "time_delta_type",
    read: readDuration,
  },
};

function check(model: TemporalModel, context: Context): Check {
  const temporal = library(model);
  const { read, wrongType } = readers[model.type];
  return (value, run) => {
    if (value instanceof temporal[model.type]) return value;
    if (typeof value !== "string" && !(typeof value === "number" && context.lax)) {
      return fail(run, wrongType, value);
    }
    soften(run, coerced);
    return read(temporal, value, run, context.lax);
  };
}

function text(value: unknown): string {
  return quote(String(value));
}

/** `Temporal.*`: RFC 3339, RFC 9557 or ISO 8601 text. */
export const temporalKind: KindDefinition<TemporalModel> = scalar<TemporalModel>({
  label: (model) => readers[model.type].label,
  schema: (model) => readers[model.type].schema,
  check,
  exact: (model, input, emitter) =>
    emitter.context.from === "native"
      ? `${input} instanceof ${emitter.code.constant(library(model)[model.type])}`
      : undefined,
  text,
  emitText: (_, input, emitter) => `${emitter.code.constant(text)}(${input})`,
  plain: true,
});
