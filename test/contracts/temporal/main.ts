import { Millrace } from "millrace";
import type { Temporal as Polyfill } from "temporal-polyfill";

const app = new Millrace();

app.get(
  "/",
  (
    instant: Temporal.Instant,
    zoned: Temporal.ZonedDateTime,
    date: Temporal.PlainDate,
    time: Temporal.PlainTime,
    both: Temporal.PlainDateTime,
    month: Temporal.PlainYearMonth,
    day: Temporal.PlainMonthDay,
    span: Temporal.Duration,
    other: Polyfill.PlainDate,
  ) => [instant, zoned, date, time, both, month, day, span, other],
);
