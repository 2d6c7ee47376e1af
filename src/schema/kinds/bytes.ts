import type { PlainModel } from "../../contract/type-model.ts";
import { keywords } from "../annotations.ts";
import { readBase64 } from "../base64.ts";
import { every, literal } from "../emit.ts";
import { fail, failValue, pythonText } from "../errors.ts";
import { base64Text } from "../json-text.ts";
import type { Context, KindDefinition } from "../kind.ts";
import { type Check, coerced, type Run, soften } from "../run.ts";
import { scalar } from "./scalar.ts";

function checkLength(model: PlainModel, bytes: number, input: unknown, run: Run): void {
  const { minLength = 0, maxLength = Infinity } = model;
  if (bytes < minLength) fail(run, "bytes_too_short", input, { min_length: minLength });
  else if (bytes > maxLength) fail(run, "bytes_too_long", input, { max_length: maxLength });
}

function read(value: unknown, run: Run, context: Context): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== "string") return fail(run, "bytes_type", value);
  soften(run, coerced);
  if (context.from === "text") return new TextEncoder().encode(value);
  const found = readBase64(value);
  if (typeof found !== "string") return found;
  return fail(run, "bytes_invalid_encoding", value, { encoding: "base64", encoding_error: found });
}

function check(model: PlainModel, context: Context): Check {
  return (value, run) => {
    const bytes = read(value, run, context);
    if (bytes) checkLength(model, bytes.byteLength, value, run);
    return bytes;
  };
}

/** `Uint8Array`: base64 in JSON, the UTF-8 bytes of a text elsewhere. */
export const bytesKind: KindDefinition<PlainModel> = scalar<PlainModel>({
  label: () => "bytes",
  schema: (model) => ({
    type: "string",
    ...keywords(model, ["minLength", "maxLength"]),
    contentEncoding: "base64",
    contentMediaType: "application/octet-stream",
  }),
  check,
  exact: ({ minLength, maxLength }, input, emitter) =>
    emitter.context.from === "native"
      ? every(
          `${input} instanceof Uint8Array`,
          minLength === undefined ? undefined : `${input}.byteLength >= ${literal(minLength)}`,
          maxLength === undefined ? undefined : `${input}.byteLength <= ${literal(maxLength)}`,
        )
      : undefined,
  text: (value) => `"${base64Text(value as Uint8Array)}"`,
  emitText: (_, input, emitter) => `'"' + ${emitter.code.constant(base64Text)}(${input}) + '"'`,
  plain: false,
});

const pythonTypes: Record<string, string> = { string: "str", number: "float", boolean: "bool" };

function checkFile(model: PlainModel): Check {
  return (value, run) => {
    if (value instanceof Blob) {
      checkLength(model, value.size, value, run);
      return value;
    }
    const type = pythonTypes[typeof value] ?? (Array.isArray(value) ? "list" : "dict");
    return failValue(run, `Expected UploadFile, received: <class ${pythonText(type)}>`, value);
  };
}

/** `File`: a file of a multipart form. No text and no JSON expresses it. */
export const fileKind: KindDefinition<PlainModel> = scalar<PlainModel>({
  label: () => "file",
  schema: () => ({ type: "string", contentMediaType: "application/octet-stream" }),
  check: checkFile,
  exact: () => undefined,
  text: () => "null",
  emitText: () => '"null"',
  plain: false,
});
