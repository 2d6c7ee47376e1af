/** The body as it was read: parsed JSON, or text where the content type is not JSON. */
export interface LoadedBody {
  /** `false` for a body of no bytes. */
  readonly present: boolean;
  readonly value: unknown;
}
