import type { StringModel } from "../contract/type-model.ts";
import { checkDecimal, decimalSchema, decimalText, refuseDecimal } from "./decimals.ts";
import { emailFault } from "./emails.ts";
import { type ErrorType, fail, failValue } from "./errors.ts";
import { readDate, readMoment, readTime } from "./moments.ts";
import type { JsonSchema } from "./kind.ts";
import type { Run } from "./run.ts";
import { urlFault } from "./urls.ts";
import { uuidFault } from "./uuids.ts";

/** A `format` that is checked; the value stays the string that it was, unless the format has a `read`. */
export interface Format {
  /** pydantic's name of the type that has this form. */
  readonly label: string;
  /** What is said of a value that is no string; `string_type` where nothing is given. */
  readonly wrongType?: ErrorType;
  /** What a JSON Schema says of the form, where its name is none of JSON Schema's; with `anyOf`, it says all. */
  schema?(model: StringModel): JsonSchema;
  /** The text in that form that a value means, where it need not be a string; pushes an issue where it means none. */
  read?(value: unknown, run: Run): string | undefined;
  /** `input` is what the text was read from. */
  check(text: string, run: Run, model: StringModel, input: unknown): void;
}

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const hostLabel = /^(?!-)[a-z\d-]{1,63}(?<!-)$/i;

/** The longest URL that pydantic's `HttpUrl` takes. */
const longestUrl = 2083;

const httpUrl = (): JsonSchema => ({ format: "uri", minLength: 1, maxLength: longestUrl });

function isIpv6(text: string): boolean {
  const [address = "", zone] = text.split("%", 2);
  return (
    zone !== "" &&
    address.includes(":") &&
    !/[^\da-f:.]/i.test(address) &&
    URL.canParse(`http://[${address}]`)
  );
}

function isHostname(text: string): boolean {
  return (
    text.length <= 253 &&
    text
      .replace(/\.$/, "")
      .split(".")
      .every((label) => hostLabel.test(label))
  );
}

function detailed(type: ErrorType, fault: (text: string) => string | undefined): Format["check"] {
  return (text, run) => {
    const error = fault(text);
    if (error !== undefined) fail(run, type, text, { error });
  };
}

function tested(type: ErrorType, test: (text: string) => boolean): Format["check"] {
  return (text, run) => {
    if (!test(text)) fail(run, type, text);
  };
}

/** A text that stays text must be in the standard's form; one that a date could be read from is told so as pydantic would. */
function dated(read: typeof readDate | typeof readMoment): Format["check"] {
  return (text, run) => {
    const strict = read(text, false);
    if (!("type" in strict)) return;
    const lax = read(text);
    const { type, error } = "type" in lax ? lax : strict;
    fail(run, type, text, error === undefined ? undefined : { error });
  };
}

function checkEmail(text: string, run: Run): void {
  const reason = emailFault(text);
  if (reason === undefined) return;
  const msg = `value is not a valid email address: ${reason}`;
  run.issues.push({ type: "value_error", loc: [], msg, input: text, ctx: { reason } });
}

function checkHttpUrl(text: string, run: Run): void {
  const url = URL.parse(text);
  if (text.length > longestUrl) fail(run, "url_too_long", text, { max_length: longestUrl });
  else if (!url) fail(run, "url_parsing", text, { error: urlFault(text) });
  else if (!/^https?:$/.test(url.protocol)) {
    fail(run, "url_scheme", text, { expected_schemes: "'http' or 'https'" });
  }
}

function checkHostname(text: string, run: Run): void {
  if (!isHostname(text)) failValue(run, "value is not a valid hostname", text);
}

const uri = detailed("url_parsing", (text) => (URL.canParse(text) ? undefined : urlFault(text)));
const time = detailed("time_parsing", (text) => {
  const found = readTime(text);
  return typeof found === "string" ? found : undefined;
});

const decimal: Format = {
  label: "decimal",
  schema: decimalSchema,
  read: (value, run) => decimalText(value) ?? refuseDecimal(value, run),
  check: checkDecimal,
};

/** The formats that are checked; any other is only documented. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ["uuid", { label: "uuid", wrongType: "uuid_type", check: detailed("uuid_parsing", uuidFault) }],
  ["email", { label: "email", check: checkEmail }],
  ["uri", { label: "url", wrongType: "url_type", check: uri }],
  ["url", { label: "url", wrongType: "url_type", check: checkHttpUrl, schema: httpUrl }],
  ["date", { label: "date", check: dated(readDate) }],
  ["date-time", { label: "datetime", check: dated(readMoment) }],
  ["time", { label: "time", check: time }],
  ["decimal", decimal],
  ["ipv4", { label: "ipv4", check: tested("ip_v4_address", (text) => ipv4.test(text)) }],
  ["ipv6", { label: "ipv6", check: tested("ip_v6_address", isIpv6) }],
  ["hostname", { label: "hostname", check: checkHostname }],
]);
