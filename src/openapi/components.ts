import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import { jsonSchema } from "../schema/json-schema.ts";
import { componentNames } from "./component-names.ts";

/** The named types of a document, each of which stands there once, whichever way it goes. */
export class Components {
  readonly #definitions: Definitions;
  readonly #names: ReadonlyMap<string, string>;

  constructor(types: readonly TypeModel[], definitions: Definitions, reserved: ReadonlySet<string>) {
    this.#definitions = definitions;
    this.#names = componentNames(Array.from(namedIn(types, definitions)), definitions, reserved);
  }

  /** The schema of a type that is among the types, with references to the components. */
  schema(type: TypeModel): JsonSchema {
    return jsonSchema(type, this.#definitions, {
      titles: true,
      ref: (id) => `#/components/schemas/${this.#nameOf(id)}`,
    });
  }

  /** Each component with its name. */
  schemas(): readonly (readonly [string, JsonSchema])[] {
    return Array.from(this.#names, ([id, name]) => {
      const definition = definitionOf(id, this.#definitions);
      return [name, { title: definition.name, ...this.schema(definition.type) }] as const;
    });
  }

  #nameOf(id: string): string {
    const name = this.#names.get(id);
    if (name === undefined) throw new Error(`The named type ${id} is not among the types of the document`);
    return name;
  }
}

/** The named types that `types` refer to, and those that they refer to in turn. */
function namedIn(types: readonly TypeModel[], definitions: Definitions): ReadonlySet<string> {
  const found = new Set<string>();
  const ref = (id: string): string => {
    found.add(id);
    return id;
  };
  for (const type of types) jsonSchema(type, definitions, { ref });
  // A set gives what is added to it while it is walked.
  for (const id of found) jsonSchema(definitionOf(id, definitions).type, definitions, { ref });
  return found;
}

function definitionOf(id: string, definitions: Definitions): Definitions[string] {
  const definition = definitions[id];
  if (!definition) throw new Error(`The named type ${id} is not among the definitions`);
  return definition;
}
