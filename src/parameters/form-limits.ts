import { BodyError } from "./body-error.ts";

/** How much a form may hold. */
export interface FormLimits {
  /** Of the whole body, in bytes. */
  readonly body: number;
  readonly fields: number;
  readonly files: number;
  /** Of one field that is no file, in bytes. */
  readonly fieldSize: number;
  /** Of all fields that are no files together, in characters. */
  readonly text: number;
  /** Bytes of all files together that are held in memory; what goes beyond is kept on disk. */
  readonly spool: number;
}

/** FastAPI's numbers, and a bound on all text together, which it does not have. */
export const formLimits: Omit<FormLimits, "body"> = {
  fields: 1000,
  files: 1000,
  fieldSize: 1024 * 1024,
  text: 16 * 1024 * 1024,
  spool: 1024 * 1024,
};

export function tooMany(what: "fields" | "files", limit: number): BodyError {
  return new BodyError(`Too many ${what}. Maximum number of ${what} is ${limit}.`);
}

export function tooLarge(what: "Field" | "Part" | "Form", limit: number): BodyError {
  return new BodyError(`${what} exceeded maximum size of ${limit / 1024}KB.`);
}
