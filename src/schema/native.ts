import { fail } from "./errors.ts";
import { base64Text, dateText, quote } from "./json-text.ts";
import { prefix, type Run } from "./run.ts";

/** Objects within objects beyond this depth are taken for a circle. */
const deepest = 1000;

/**
 * Writes any value of a program as JSON text: as `JSON.stringify` does, and dates without idle fractions, bigints as
 * digits, bytes as base64, maps as objects, sets as arrays. NaN, infinities and circles are issues.
 */
export function writeNative(value: unknown, run: Run): string {
  return writeValue(value, "", run, 0) ?? "null";
}

/** Whether no number in a value is NaN or infinite. */
export function isFinite(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isFinite);
  for (const name in value) if (!isFinite((value as Record<string, unknown>)[name])) return false;
  return true;
}

function writeValue(value: unknown, name: string, run: Run, depth: number): string | undefined {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      if (!Number.isFinite(value)) fail(run, "finite_number", value);
      return String(value);
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      return value === null ? "null" : writeObject(value, name, run, depth);
    default:
      return undefined;
  }
}

function writeObject(value: object, name: string, run: Run, depth: number): string | undefined {
  if (depth > deepest) {
    fail(run, "recursion_loop", undefined);
    return "null";
  }
  if (Array.isArray(value)) return writeItems(value, run, depth);
  if (value instanceof Date) return writeDate(value, run);
  if (value instanceof Uint8Array) return quote(base64Text(value));
  if (value instanceof Set) return writeItems([...value], run, depth);
  if (value instanceof Map) return writeEntries(value, run, depth);
  if ("toJSON" in value && typeof value.toJSON === "function") {
    return writeValue(value.toJSON(name), name, run, depth + 1);
  }
  return writeEntries(Object.entries(value), run, depth);
}

function writeDate(value: Date, run: Run): string {
  if (!Number.isNaN(value.getTime())) return `"${dateText(value)}"`;
  fail(run, "datetime_object_invalid", value, { error: "Invalid Date" });
  return "null";
}

function writeItems(items: readonly unknown[], run: Run, depth: number): string {
  let text = "[";
  for (let at = 0; at < items.length; at++) {
    const before = run.issues.length;
    const item = writeValue(items[at], String(at), run, depth + 1) ?? "null";
    if (run.issues.length !== before) prefix(run.issues, before, [at]);
    text += at === 0 ? item : `,${item}`;
  }
  return `${text}]`;
}

function writeEntries(entries: Iterable<readonly [unknown, unknown]>, run: Run, depth: number): string {
  let text = "{";
  for (const [key, value] of entries) {
    const name = String(key);
    const before = run.issues.length;
    const item = writeValue(value, name, run, depth + 1);
    if (run.issues.length !== before) prefix(run.issues, before, [name]);
    if (item !== undefined) text += `${text === "{" ? "" : ","}${quote(name)}:${item}`;
  }
  return `${text}}`;
}
