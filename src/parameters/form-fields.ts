import { rm } from "node:fs/promises";

/** The value of one field of a form: text, or a file; a file's bytes where the handler asked for them. */
export type FormValue = string | File | Uint8Array;

/** The fields of a form in the order in which they came, and the temporary files behind them. */
export class FormFields {
  readonly #values = new Map<string, FormValue[]>();
  /** The folder of the files that were too large for memory. */
  folder: string | undefined = undefined;

  add(name: string, value: FormValue): void {
    const values = this.#values.get(name);
    if (values) values.push(value);
    else this.#values.set(name, [value]);
  }

  /** Every value of a name that says something: an empty text is a field that was left blank. */
  all(name: string): readonly FormValue[] {
    return (this.#values.get(name) ?? []).filter((value) => value !== "");
  }

  /** The last value of a name. */
  last(name: string): FormValue | undefined {
    return this.all(name).at(-1);
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

  /** Removes the temporary files; their `File`s cannot be read any more. */
  async dispose(): Promise<void> {
    if (this.folder !== undefined) await rm(this.folder, { recursive: true, force: true });
  }
}
