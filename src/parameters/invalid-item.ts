import type { Issue } from "../schema/issue.ts";

/** An item of a body that is read as it comes is not what its type says; thrown to whoever takes the items. */
export class InvalidItem extends Error {
  override readonly name = "InvalidItem";
  readonly errors: readonly Issue[];

  constructor(errors: readonly Issue[]) {
    super(errors.map(({ loc, msg }) => `${loc.join(".")}: ${msg}`).join("; "));
    this.errors = errors;
  }
}
