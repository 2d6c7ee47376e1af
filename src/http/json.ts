import { findJsonFault, type JsonFault } from "./json-fault.ts";

/** How JSON is read. */
export interface JsonOptions {
  /** Integers beyond 2^53 become `bigint`, exactly. */
  readonly bigints?: boolean;
}

/** The value that a text holds, or what is wrong with the text. */
export type JsonResult = { readonly value: unknown } | JsonFault;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** An integer of sixteen digits or more; only then can one be beyond 2^53. */
const longInteger = /\d{16}/;

/**
 * Reads JSON (RFC 8259). Bytes are UTF-8, with or without a byte order mark. What is wrong is said in the words, and at
 * the offset, of Python's `json` module; bytes that are not UTF-8 are a fault too.
 */
export function parseJson(input: Uint8Array | string, options: JsonOptions = {}): JsonResult {
  const text = typeof input === "string" ? input : decode(input);
  if (text === undefined) return { error: "Invalid UTF-8", offset: 0, undecodable: true };
  try {
    const exact = options.bigints === true && longInteger.test(text);
    return { value: exact ? JSON.parse(text, keepInteger) : JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return findJsonFault(text);
    throw error;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function keepInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}
