import { MagicString } from "magic-string";
import type { Access, Emission, ImportedValue } from "./emission.ts";

/** The kind of module that a source is served as. */
export type Format = "module" | "commonjs";

/** A source with its signatures put in, still TypeScript; `map` leads back to the original where the two differ. */
export interface Woven {
  readonly text: string;
  readonly map: string | undefined;
}

/** What the woven text gets from Millrace itself. */
export interface WeaveOptions {
  readonly format: Format;
  /** The URL of `contract/attached`. */
  readonly attached: string;
}

const attach = "__millraceAttach";
const open = "__millraceOpen";
const contract = "__millraceContract";

/** The imports and functions at the end of a module that its entry positions use; each value is fetched once. */
class Epilogue {
  readonly #options: WeaveOptions;
  readonly #lines: string[] = [];
  readonly #names = new Map<string, string>();

  constructor(options: WeaveOptions) {
    this.#options = options;
    const { attached } = options;
    this.#lines.push(
      this.#fetch({ specifier: attached, exported: "attachSignature" }, attach),
      this.#fetch({ specifier: attached, exported: "openContract" }, open),
    );
  }

  /** The JSON of the contract is parsed when the first entry position is reached, which may be before this line. */
  addContract(json: string, values: readonly Access[]): void {
    const thunks = values.map((access) => `, ${JSON.stringify(access.id)}: ${this.thunk(access)}`).join("");
    const given = thunks === "" ? "" : `, {${thunks.slice(1)} }`;
    const text = JSON.stringify(json);
    const opened = `${contract}.opened`;
    this.#lines.push(
      `function ${contract}(index) { return (${opened} ??= ${this.#call(open)}(${text}${given}))[index]; }`,
    );
  }

  /** An expression that gives a function which gives the value. */
  thunk(access: Access): string {
    const { imported, local, path } = access;
    const key = JSON.stringify([imported ?? local, path]);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `__millraceValue${this.#names.size}`;
    const from = `${name}From`;
    if (imported) this.#lines.push(this.#fetch(imported, from));
    const value = [imported ? this.#call(from) : local, ...path].join(".");
    this.#lines.push(`function ${name}() { return ${value}; }`);
    this.#names.set(key, name);
    return name;
  }

  get attach(): string {
    return this.#call(attach);
  }

  toString(): string {
    return this.#lines.join("\n");
  }

  /** In CommonJS a fetched value is behind a function, for modules may require each other in a circle. */
  #fetch({ specifier, exported }: ImportedValue, name: string): string {
    const from = JSON.stringify(specifier);
    if (this.#options.format === "commonjs") {
      const path = specifier.startsWith("file:") ? `require("node:url").fileURLToPath(${from})` : from;
      const member = exported === "*" ? "" : `[${JSON.stringify(exported)}]`;
      return `function ${name}() { return require(${path})${member}; }`;
    }
    if (exported === "*") return `import * as ${name} from ${from};`;
    return `import { ${exported} as ${name} } from ${from};`;
  }

  #call(name: string): string {
    return this.#options.format === "commonjs" ? `${name}()` : name;
  }
}

/** A value in scope at the entry position only is referred to there; the others at the end of the module. */
function thunkOf(access: Access, epilogue: Epilogue): string {
  const thunk = access.inline ? `() => ${[access.local, ...access.path].join(".")}` : epilogue.thunk(access);
  return `${JSON.stringify(access.id)}: ${thunk}`;
}

/** Puts a module's signatures into its text: entry positions are wrapped where they stand, all else follows the last line. */
export function weave(file: string, text: string, emission: Emission, options: WeaveOptions): Woven {
  const woven = new MagicString(text);
  const epilogue = new Epilogue(options);
  epilogue.addContract(JSON.stringify(emission.contract), emission.values);
  for (const { start, end, signature, accesses, prefix, statementAt } of emission.wraps) {
    const thunks = accesses.map((access) => thunkOf(access, epilogue));
    const callables = thunks.length === 0 ? "" : `, { ${thunks.join(", ")} }`;
    const [before, after] = [`${epilogue.attach}(`, `, ${contract}(${signature})${callables})`];
    if (statementAt === undefined) {
      woven.appendRight(start, prefix + before).prependLeft(end, after);
    } else {
      woven.appendLeft(statementAt, `${before}${text.slice(start, end)}${after};`);
    }
  }
  woven.append(`\n;${epilogue.toString()}\n`);
  const map = woven.generateMap({ source: file, hires: "boundary", includeContent: false });
  return { text: woven.toString(), map: map.toString() };
}
