/**
 * Dates and times as pydantic reads them: RFC 3339 text with its usual liberties, or a Unix time. A reader gives what it
 * read, or a string that says what is wrong, in pydantic's words.
 */

/** A point of a calendar: `wall` is the seconds since 1970 that its own clock shows, `offset` its minutes from UTC. */
export interface Moment {
  readonly wall: number;
  readonly nanosecond: number;
  readonly offset?: number;
}

/** A time of day, with its minutes from UTC where it has any. */
export interface TimeOfDay {
  readonly second: number;
  readonly nanosecond: number;
  readonly offset?: number;
}

/** Beyond this a Unix time counts milliseconds, not seconds. */
const watershed = 2e10;
const firstSecond = -62_167_219_200;
const lastSecond = 253_402_300_799;
const secondsOfDay = 86_400;
/** A calendar repeats after 400 years; the shift keeps `Date.UTC` from reading years below 100 as 19xx. */
const cycle = 12_622_780_800;

const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const tooShort = "input is too short";
const extra = "unexpected extra characters at the end of the input";

/** The day that a text begins with, as seconds since 1970. */
function readDay(text: string): number | string {
  if (text.length < 10) return tooShort;
  if (!/^\d{4}/.test(text)) return "invalid character in year";
  if (text[4] !== "-") return "invalid date separator, expected `-`";
  if (!/^\d\d/.test(text.slice(5))) return "invalid character in month";
  if (text[7] !== "-") return "invalid date separator, expected `-`";
  if (!/^\d\d/.test(text.slice(8))) return "invalid character in day";
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  if (month < 1 || month > 12) return "month value is outside expected range of 1-12";
  const lastDay = new Date(Date.UTC(year + 400, month, 0)).getUTCDate();
  if (day < 1 || day > lastDay) return "day value is outside expected range";
  return Date.UTC(year + 400, month - 1, day) / 1000 - cycle;
}

function readWholeDay(text: string): Moment | string {
  const wall = readDay(text);
  if (typeof wall === "string") return wall;
  return text.length > 10 ? extra : { wall, nanosecond: 0 };
}

/** Reads `HH:MM[:SS[.fraction]][offset]`. */
export function readTime(text: string): TimeOfDay | string {
  if (text.length < 5) return tooShort;
  if (!/^\d\d/.test(text)) return "invalid character in hour";
  if (text[2] !== ":") return "invalid time separator, expected `:`";
  if (!/^\d\d/.test(text.slice(3))) return "invalid character in minute";
  const [hour, minute] = [Number(text.slice(0, 2)), Number(text.slice(3, 5))];
  if (hour > 23) return "hour value is outside expected range of 0-23";
  if (minute > 59) return "minute value is outside expected range of 0-59";
  let [second, nanosecond, at] = [0, 0, 5];
  if (text[5] === ":") {
    if (!/^\d\d/.test(text.slice(6))) return "invalid character in second";
    second = Number(text.slice(6, 8));
    if (second > 59) return "second value is outside expected range of 0-59";
    at = 8;
    const fraction = /^[.,](\d*)/.exec(text.slice(8));
    if (fraction) {
      if (!fraction[1]) return "second fraction digits missing after `.`";
      nanosecond = Number(fraction[1].slice(0, 9).padEnd(9, "0"));
      at += fraction[0].length;
    }
  }
  const offset = readOffset(text.slice(at));
  if (typeof offset === "string") return offset;
  const time = { second: hour * 3600 + minute * 60 + second, nanosecond };
  return offset === undefined ? time : { ...time, offset };
}

function readOffset(text: string): number | undefined | string {
  if (text === "") return undefined;
  if (/^z/i.test(text)) return text.length === 1 ? 0 : extra;
  if (!/^[+\-\u2212]/.test(text)) return "invalid timezone sign";
  const [, hours, minutes, rest] = /^(\d\d)?:?(\d\d)?(.*)$/s.exec(text.slice(1)) ?? [];
  if (hours === undefined) return "invalid timezone hour";
  if (minutes === undefined) return "invalid timezone minute";
  if (Number(minutes) > 59) return "timezone minute value is outside expected range of 0-59";
  const total = Number(hours) * 60 + Number(minutes);
  if (total >= 24 * 60) return "timezone offset must be less than 24 hours";
  if (rest) return extra;
  return text.startsWith("+") ? total : -total;
}

/** Reads RFC 3339 text with a time. */
function readDateTime(text: string): Moment | string {
  const day = readDay(text);
  if (typeof day === "string") return day;
  if (text.length > 10 && !/[Tt _]/.test(text[10] ?? "")) {
    return "invalid datetime separator, expected `T`, `t`, `_` or space";
  }
  const time = readTime(text.slice(11));
  if (typeof time === "string") return time;
  return { ...time, wall: day + time.second };
}

/** Reads a Unix time in seconds, or in milliseconds where seconds would lie beyond the year 2603. */
function fromUnix(value: number): Moment | string {
  if (Number.isNaN(value)) return "NaN values not permitted";
  const milliseconds = Math.abs(value) > watershed;
  const whole = Math.floor(milliseconds ? value / 1000 : value);
  if (whole < firstSecond) return "dates before 0000 are not supported as unix timestamps";
  if (whole > lastSecond) return "dates after 9999 are not supported as unix timestamps";
  const fraction = milliseconds ? (value - whole * 1000) / 1000 : value - whole;
  const microsecond = Math.round(fraction * 1e6);
  const carry = microsecond === 1e6 ? 1 : 0;
  return { wall: whole + carry, nanosecond: carry ? 0 : microsecond * 1000, offset: 0 };
}

/** Python, and so pydantic, has no such year. */
const yearZero = "year 0 is out of range";

function hasYearZero(moment: Moment): boolean {
  return moment.wall < -62_135_596_800;
}

/** What stops an input from being a date or a datetime: pydantic's error type and its detail. */
export interface MomentFailure {
  readonly type:
    | "datetime_parsing"
    | "datetime_from_date_parsing"
    | "date_parsing"
    | "date_from_datetime_parsing"
    | "date_from_datetime_inexact";
  readonly error?: string;
}

function checked<T extends MomentFailure["type"]>(moment: Moment, type: T): Moment | MomentFailure {
  return hasYearZero(moment) ? { type, error: yearZero } : moment;
}

/** Reads a datetime: RFC 3339 text or, where `lax`, a day alone (its midnight) or a Unix time as number or text. */
export function readMoment(input: string | number, lax = true): Moment | MomentFailure {
  const found = fromDateTime(input, lax);
  if (typeof found !== "string") return checked(found, "datetime_parsing");
  if (typeof input === "number" || !lax) return { type: "datetime_parsing", error: found };
  if (number.test(input) && found.startsWith("dates ")) {
    return { type: "datetime_from_date_parsing", error: found };
  }
  const day = readWholeDay(input);
  if (typeof day === "string") return { type: "datetime_from_date_parsing", error: day };
  return checked(day, "datetime_parsing");
}

/** Reads a day: `YYYY-MM-DD` or, where `lax`, a datetime or a Unix time that is exactly a midnight. */
export function readDate(input: string | number, lax = true): Moment | MomentFailure {
  const day = typeof input === "string" ? readWholeDay(input) : tooShort;
  if (typeof day !== "string") return checked(day, "date_parsing");
  if (!lax) return { type: "date_parsing", error: day };
  const found = fromDateTime(input, lax);
  if (typeof found === "string") return { type: "date_from_datetime_parsing", error: found };
  if (found.wall % secondsOfDay !== 0 || found.nanosecond !== 0) {
    return { type: "date_from_datetime_inexact" };
  }
  return checked(found, "date_parsing");
}

/** Numbers, and texts that write one, are Unix times; only a lax reader is given them. */
function fromDateTime(input: string | number, lax: boolean): Moment | string {
  if (typeof input === "number") return fromUnix(input);
  const isNumber = lax && number.test(input) && (input.includes(".") || Math.abs(Number(input)) < 2 ** 63);
  return isNumber ? fromUnix(Number(input)) : readDateTime(input);
}

/** Reads a time of day: its text, or a number of seconds since midnight. */
export function readTimeOfDay(input: string | number): TimeOfDay | string {
  if (typeof input === "string") return readTime(input);
  if (Number.isNaN(input)) return "NaN values not permitted";
  if (input < 0) return "time in seconds should be positive";
  const microseconds = Math.round(input * 1e6);
  if (microseconds >= secondsOfDay * 1e6) return "numeric times may not exceed 86,399 seconds";
  return { second: Math.floor(microseconds / 1e6), nanosecond: (microseconds % 1e6) * 1000, offset: 0 };
}
