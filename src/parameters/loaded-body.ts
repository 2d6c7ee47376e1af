import type { FormFields } from "./form-fields.ts";

/** The body as it was read: a form, parsed JSON, or text where the content type is not JSON. */
export interface LoadedBody {
  /** `false` for a body of no bytes. */
  readonly present: boolean;
  readonly value: unknown;
  readonly form?: FormFields;
}
