import type { Spool } from "./spool.ts";

/** The value of one field of a form: text, or a file; a file's bytes where the handler asked for them. */
export type FormValue = string | File | Uint8Array;

/** The fields of a form in the order in which they came, and where its files are kept. */
export class FormFields {
  readonly #values = new Map<string, FormValue[]>();
  readonly #spool: Spool | undefined;

  constructor(spool?: Spool) {
    this.#spool = spool;
  }

  add(name: string, value: FormValue): void {
    const values = this.#values.get(name);
    if (values) values.push(value);
    else this.#values.set(name, [value]);
  }

  all(name: string): readonly FormValue[] {
    return this.#values.get(name) ?? [];
  }

  /** The last value of a name; an empty text is a field that was left blank, which is none. */
  last(name: string): FormValue | undefined {
    const value = this.#values.get(name)?.at(-1);
    return value === "" ? undefined : value;
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }

  /** Puts the bytes of files in place of the files, for the fields of these names. */
  async readFiles(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      const values = this.#values.get(name);
      if (!values) continue;
      const read = values.map((value) => (value instanceof File ? value.bytes() : value));
      this.#values.set(name, await Promise.all(read));
    }
  }

  /** There are files on disk, to be removed when the request has ended. */
  get isSpooled(): boolean {
    return this.#spool?.isUsed ?? false;
  }

  /** Removes the temporary files; they cannot be read any more. */
  async dispose(): Promise<void> {
    await this.#spool?.dispose();
  }

  /** The form for as long as it is lent, as a dependency with clean-up hands over its value. */
  async *lend(): AsyncGenerator<this> {
    try {
      yield this;
    } finally {
      await this.dispose();
    }
  }
}
