import { Secret } from "../../src/schema/secret.ts";

/** A parsed value with what `deepEqual` cannot look into (Temporal, URLs) written as text beside its class. */
export function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Secret) return ["Secret", value.reveal()];
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag.startsWith("Temporal.") || value instanceof URL) return [tag, String(value)];
  if (value instanceof Set) return new Set([...value].map(plain));
  if (value instanceof Map) return new Map([...value].map(([key, part]) => [key, plain(part)]));
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date || value instanceof Uint8Array) return value;
  const result = Object.entries(value).map(([name, part]) => [name, plain(part)]);
  return Object.fromEntries(result);
}
