import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import { jsonSchema } from "../schema/json-schema.ts";
import { componentNames } from "./component-names.ts";

/** How a value stands in a document: as it may be written (`input`), or with its defaults filled in (`output`). */
export type Mode = "input" | "output";

/** A type as one place of a document uses it. */
export interface TypeUse {
  readonly type: TypeModel;
  readonly mode: Mode;
}

/** One named type, seen one way: the named types that its schema refers to, and the schema with ids for references. */
interface View {
  readonly refs: ReadonlySet<string>;
  readonly shape: string;
}

type Views = ReadonlyMap<string, Partial<Record<Mode, View>>>;

/**
 * The named types of a document. A type that is used both ways, and whose two schemas differ, stands there twice, as
 * `Item-Input` and `Item-Output`; any other stands there once.
 */
export class Components {
  readonly #definitions: Definitions;
  readonly #views: Views;
  readonly #split: ReadonlySet<string>;
  readonly #names: ReadonlyMap<string, string>;

  constructor(uses: readonly TypeUse[], definitions: Definitions, reserved: ReadonlySet<string>) {
    this.#definitions = definitions;
    this.#views = viewsOf(uses, definitions);
    this.#split = splitIds(this.#views);
    this.#names = componentNames(Array.from(this.#views.keys()), definitions, reserved);
  }

  /** The schema of a type that is among the uses, with references to the components. */
  schema(type: TypeModel, mode: Mode): JsonSchema {
    return jsonSchema(type, this.#definitions, {
      mode,
      titles: true,
      ref: (id) => `#/components/schemas/${this.#nameOf(id, mode)}`,
    });
  }

  /** Each component with its name. */
  schemas(): readonly (readonly [string, JsonSchema])[] {
    return Array.from(this.#views).flatMap(([id, views]) => {
      const definition = definitionOf(id, this.#definitions);
      const modes = (["input", "output"] as const).filter((mode) => views[mode]);
      return (this.#split.has(id) ? modes : modes.slice(0, 1)).map((mode) => {
        const schema = this.schema(definition.type, mode);
        return [this.#nameOf(id, mode), { title: definition.name, ...schema }] as const;
      });
    });
  }

  #nameOf(id: string, mode: Mode): string {
    const name = this.#names.get(id);
    if (name === undefined) throw new Error(`The named type ${id} is not among the uses of the document`);
    if (!this.#split.has(id)) return name;
    return mode === "input" ? `${name}-Input` : `${name}-Output`;
  }
}

function viewsOf(uses: readonly TypeUse[], definitions: Definitions): Views {
  const views = new Map<string, Partial<Record<Mode, View>>>();
  const waiting: { id: string; mode: Mode }[] = [];
  const look = (type: TypeModel, mode: Mode): View => {
    const refs = new Set<string>();
    const ref = (id: string): string => {
      refs.add(id);
      return id;
    };
    const shape = JSON.stringify(jsonSchema(type, definitions, { mode, titles: true, ref }));
    for (const id of refs) waiting.push({ id, mode });
    return { refs, shape };
  };
  for (const { type, mode } of uses) look(type, mode);
  for (const { id, mode } of waiting) {
    const seen = views.get(id) ?? {};
    if (seen[mode]) continue;
    views.set(id, { ...seen, [mode]: look(definitionOf(id, definitions).type, mode) });
  }
  return views;
}

/** The types used both ways whose schemas differ, in themselves or in a type that they refer to. */
function splitIds(views: Views): ReadonlySet<string> {
  const both = Array.from(views).flatMap(([id, { input, output }]) =>
    input && output ? [{ id, input, output }] : [],
  );
  const split = new Set(both.filter(({ input, output }) => input.shape !== output.shape).map(({ id }) => id));
  for (let size = -1; size !== split.size;) {
    size = split.size;
    for (const { id, input } of both) if (!input.refs.isDisjointFrom(split)) split.add(id);
  }
  return split;
}

function definitionOf(id: string, definitions: Definitions): Definitions[string] {
  const definition = definitions[id];
  if (!definition) throw new Error(`The named type ${id} is not among the definitions`);
  return definition;
}
