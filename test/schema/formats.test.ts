import assert from "node:assert/strict";
import { test } from "node:test";
import { formats } from "../../src/schema/formats.ts";
import { newRun } from "../../src/schema/run.ts";

/** The types of the issues that a text of the format has. */
function faults(format: string, text: string): string[] {
  const run = newRun();
  formats.get(format)?.check(text, run, { kind: "string", format }, text);
  return run.issues.map(({ type }) => type);
}

const accepted: readonly (readonly [format: string, texts: readonly string[]])[] = [
  ["uuid", ["12345678-1234-1234-1234-123456789012", "{12345678-1234-1234-1234-123456789012}"]],
  ["email", ["a@b.de", "o'b+c@sub.example.com", "é@é.de"]],
  ["uri", ["http://a", "mailto:x@y", "urn:a:b"]],
  ["url", ["http://a", "https://é.de/x?y#z"]],
  ["date", ["2026-01-02", "2024-02-29"]],
  ["date-time", ["2026-01-02T03:04:05Z", "2026-01-02 03:04:05.5+01:00"]],
  ["time", ["03:04", "03:04:05.5", "03:04:05Z"]],
  ["ipv4", ["0.0.0.0", "255.255.255.255"]],
  ["ipv6", ["::", "::1", "2001:db8::8a2e:370:7334", "::ffff:1.2.3.4", "fe80::1%eth0"]],
  ["hostname", ["localhost", "a.b-c.de", "a.de.", "xn--zca.de", "1.2"]],
];

const refused: readonly (readonly [format: string, type: string, texts: readonly string[]])[] = [
  ["date", "date_from_datetime_parsing", ["x", "2026-02-30"]],
  ["date", "date_parsing", ["2026-01-02T00:00:00Z", "86400"]],
  ["date-time", "datetime_from_date_parsing", ["x", "2026-13-01"]],
  ["date-time", "datetime_parsing", ["2026-01-02", "1700000000"]],
  ["ipv4", "ip_v4_address", ["1.2.3", "256.0.0.1", "01.2.3.4", "1.2.3.4 "]],
  ["ipv6", "ip_v6_address", ["1.2.3.4", "1::2::3", ":::", "12345::", "fe80::1%", "[::1]"]],
  ["hostname", "value_error", ["", "-a.de", "a-.de", "a..de", "a_b.de", "a b", "x".repeat(64)]],
];

for (const [format, texts] of accepted) {
  test(`${format} accepts`, () => {
    for (const text of texts) assert.deepEqual(faults(format, text), [], text);
  });
}

for (const [format, type, texts] of refused) {
  test(`${format} refuses with ${type}`, () => {
    for (const text of texts) assert.deepEqual(faults(format, text), [type], text);
  });
}
