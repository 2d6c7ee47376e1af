/** A step of the way to a value: a property's name or an index. */
export type Step = string | number;

/** One thing wrong with an input, as pydantic and FastAPI say it: the object that stands in a 422's `detail`. */
export interface Issue {
  /** pydantic's word, such as `int_parsing`. */
  readonly type: string;
  readonly loc: readonly Step[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}
