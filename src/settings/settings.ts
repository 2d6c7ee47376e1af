import { type Handler, signatureOf } from "../contract/attached.ts";
import type { Issue } from "../schema/issue.ts";
import { compileValidator } from "../schema/validator.ts";
import { assemble, type Naming, objectIn, variableAt } from "./assemble.ts";
import { variablesOf } from "./variables.ts";

/** Where settings come from. */
export interface SettingsOptions {
  /** Stands before the name of every variable: `SHOP_`. None by default. */
  readonly prefix?: string;
  /** Stands between the name of an object and that of its property, `__` by default: `DB__HOST` is `db.host`. */
  readonly delimiter?: string;
  /** Files of variables, `.env` by default; one that is not there says nothing. A later one counts before an earlier one. */
  readonly files?: readonly string[];
  /** Counts before the files; that of the process by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Settings that are missing, or are not of their types: one line for each, without what was found there. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(problems: readonly string[], files: readonly string[]) {
    const places = ["the environment", ...files].join(" or ");
    super(
      `The settings are not complete. Set in ${places}:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
  }
}

/** The type that a model stands for. */
type Modelled<F> = F extends () => infer T ? T : never;

/**
 * Settings from the environment and from `.env`, by a type: `settings(model<Settings>())`. The property `adminEmail` is read from
 * `ADMIN_EMAIL`; text becomes what the type says, as in a query; lists and objects are JSON, lists also words with commas between.
 * Throws a `SettingsError` that tells of everything that is wrong, and a `TypeError` for a model that is no object.
 */
export function settings<F extends Handler>(model: F, options: SettingsOptions = {}): Modelled<F> {
  const signature = signatureOf(model)?.signature;
  if (!signature)
    throw new TypeError("the types of the settings were not read: write settings(model<Settings>())");
  const { definitions, result } = signature;
  const object = objectIn(result.type, definitions);
  if (!object) throw new TypeError("settings are an object with a property for each of them");
  const { environment = process.env, files = [".env"] } = options;
  const naming: Naming = { prefix: options.prefix ?? "", delimiter: options.delimiter ?? "__" };
  const raw = assemble(object, definitions, variablesOf(environment, files), {
    ...naming,
    prefix: naming.prefix.toUpperCase(),
  });
  const issues: Issue[] = [];
  const read = compileValidator(result.type, definitions)(raw ?? {}, [], issues);
  if (issues.length === 0) return read as Modelled<F>;
  const problems = issues.map(({ loc, msg }) => `${variableAt(loc, object, definitions, naming)}: ${msg}`);
  throw new SettingsError(problems, files);
}
