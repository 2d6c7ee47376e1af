const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const time = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
/** `Sun, 06 Nov 1994 08:49:37 GMT`, which all senders of today write. */
const fixed = new RegExp(
  `^[A-Z][a-z]{2}, (?<day>\\d\\d) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) ${time} GMT$`,
);
/** `Sunday, 06-Nov-94 08:49:37 GMT`, from RFC 850. */
const early = new RegExp(
  `^[A-Z][a-z]{5,8}, (?<day>\\d\\d)-(?<month>[A-Z][a-z]{2})-(?<year>\\d\\d) ${time} GMT$`,
);
/** `Sun Nov  6 08:49:37 1994`, as the C function `asctime` has it. */
const asctime = new RegExp(
  `^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`,
);

/** A date of HTTP in any of its three forms (RFC 9110 section 5.6.7), in milliseconds; `undefined` where it is none. */
export function parseDate(text: string): number | undefined {
  const parts = (fixed.exec(text) ?? early.exec(text) ?? asctime.exec(text))?.groups;
  if (!parts) return undefined;
  const { year = "", month = "", day = "", hour, minute, second } = parts;
  const monthIndex = months.indexOf(month);
  const fullYear = year.length === 2 ? nearestYear(Number(year)) : Number(year);
  const date = Date.UTC(fullYear, monthIndex, Number(day), Number(hour), Number(minute), Number(second));
  const isReal = monthIndex >= 0 && Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
  // A 31st of February would be taken for a day in March.
  return isReal && new Date(Date.UTC(fullYear, monthIndex, Number(day))).getUTCDate() === Number(day)
    ? date
    : undefined;
}

/** Two digits stand for no year that is more than 50 years ahead. */
function nearestYear(digits: number): number {
  const now = new Date().getUTCFullYear();
  const year = now - (now % 100) + digits;
  return year > now + 50 ? year - 100 : year;
}
