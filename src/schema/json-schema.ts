import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { annotations } from "./annotations.ts";
import { findDiscriminator } from "./discriminator.ts";
import type { JsonSchema, SchemaWriter } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { mask } from "./secret.ts";

export type { JsonSchema };

/** How a schema is written. */
export interface JsonSchemaOptions {
  /** The address of a named type's schema: `#/components/schemas/Item`. */
  readonly ref: (id: string) => string;
  /** Whether properties are given titles, as FastAPI does: `item_id` and `itemId` are called `Item Id`. */
  readonly titles?: boolean;
}

/** The title of a property or parameter, as FastAPI makes it; words of camel case are words too: `Parse HTTP Header`. */
export function titleOf(name: string): string {
  return name.replaceAll("_", " ").replace(/[\p{L}\d]+/gu, (run) => {
    const words = run.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2");
    // Capitals alone are shouted words in `ITEM_ID`, and an acronym in `itemID`.
    const rest = (text: string): string => (words === run ? text.toLowerCase() : text);
    return words.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + rest(word.slice(1)));
  });
}

class Writer implements SchemaWriter {
  readonly definitions: Definitions;
  readonly ref: (id: string) => string;
  readonly #titles: boolean;

  constructor(definitions: Definitions, options: JsonSchemaOptions) {
    this.definitions = definitions;
    this.ref = options.ref;
    this.#titles = options.titles ?? false;
  }

  write(model: TypeModel): JsonSchema {
    const said = annotations(model);
    if (model.kind === "secret" && said["default"] !== undefined) said["default"] = mask;
    return { ...kindOf(model).schema(model, this), ...said };
  }

  /** A reference has the title of what it refers to, also where null may stand in its place. */
  property(name: string, model: TypeModel): JsonSchema {
    const { title, ...schema } = this.write(model);
    if (title !== undefined) return { ...schema, title };
    return this.#titles && !refers(schema) ? { ...schema, title: titleOf(name) } : schema;
  }

  discriminator(members: readonly TypeModel[]): JsonSchema | undefined {
    const found = findDiscriminator(members, this.definitions);
    if (!found) return undefined;
    const refs = found.members.map(({ type }) => this.write(type)["$ref"]);
    if (!refs.every((ref) => typeof ref === "string")) return {};
    const mapping = found.members.flatMap(({ tags }, at) => tags.map((tag) => [String(tag), refs[at]]));
    return { discriminator: { propertyName: found.name, mapping: Object.fromEntries(mapping) } };
  }
}

function refers(schema: JsonSchema): boolean {
  if ("$ref" in schema) return true;
  const { anyOf } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return false;
  const [first, second] = anyOf as [JsonSchema, JsonSchema];
  return "$ref" in first && second["type"] === "null";
}

/** The JSON Schema (draft 2020-12) of a type, as FastAPI and pydantic write it. */
export function jsonSchema(
  type: TypeModel,
  definitions: Definitions,
  options: JsonSchemaOptions,
): JsonSchema {
  return new Writer(definitions, options).write(type);
}
