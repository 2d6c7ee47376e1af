/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What every kind of type may say about itself, in JSON Schema's words. */
export interface Annotations {
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
}

/** What bounds a number. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/**
 * Text. `pattern` is an ECMAScript regular expression, tested anywhere in the text, with the `u` flag. Bounds, `maxDigits` and
 * `decimalPlaces` are for the format `decimal`.
 */
export interface StringModel extends Annotations, Bounds {
  readonly kind: "string";
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly maxDigits?: number;
  readonly decimalPlaces?: number;
}

/** A number: any finite one (`number`), a whole one (`integer`), or a whole one of any size (`bigint`). */
export interface NumberModel extends Annotations, Bounds {
  readonly kind: "number" | "integer" | "bigint";
  readonly multipleOf?: number;
}

/** Kinds that need no more than their name. `undefined` is what a function without a result returns. */
export interface PlainModel extends Annotations {
  readonly kind: "boolean" | "null" | "undefined" | "date" | "url" | "bytes" | "file" | "unknown" | "never";
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** The classes of the Temporal proposal that have a text form. */
export type TemporalType =
  | "Instant"
  | "ZonedDateTime"
  | "PlainDate"
  | "PlainTime"
  | "PlainDateTime"
  | "PlainYearMonth"
  | "PlainMonthDay"
  | "Duration";

/** A `Temporal.*` object, written as RFC 9557 or ISO 8601 text. */
export interface TemporalModel extends Annotations {
  readonly kind: "temporal";
  readonly type: TemporalType;
}

/** One of some literal values: a literal type, or a union of literal types. A bigint literal is written as its digits. */
export interface LiteralModel extends Annotations {
  readonly kind: "literal";
  readonly values: readonly (string | number | boolean)[];
}

/** A TypeScript `enum`; `values` in the order of its declaration. */
export interface EnumModel extends Annotations {
  readonly kind: "enum";
  readonly values: readonly (string | number)[];
}

/** A template literal type such as `` `user-${number}` ``, as the anchored pattern that it means. */
export interface TemplateModel extends Annotations {
  readonly kind: "template";
  readonly pattern: string;
}

/** `T[]`, `readonly T[]` and `Set<T>`. */
export interface ListModel extends Annotations {
  readonly kind: "array" | "set";
  readonly items: TypeModel;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

/** A tuple: `items` in order, of which the first `required` must be there, then any number of `rest`. */
export interface TupleModel extends Annotations {
  readonly kind: "tuple";
  readonly items: readonly TypeModel[];
  readonly required: number;
  readonly rest?: TypeModel;
}

/** `Record<string, T>` (a plain object) and `Map<K, T>`. `keys` is absent where every string will do. */
export interface DictionaryModel extends Annotations {
  readonly kind: "record" | "map";
  readonly keys?: TypeModel;
  readonly values: TypeModel;
}

/** One property of an object. Its description, default and so on stand on its `type`. */
export interface Property {
  readonly name: string;
  readonly type: TypeModel;
  /** It may be missing: declared with `?`, or with `| undefined`, or it has a default. */
  readonly optional: boolean;
}

/** An interface, an object type, or a class taken as its data. */
export interface ObjectModel extends Annotations {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** What properties not named hold: an index signature's type; `false` forbids them; absent, they are dropped. */
  readonly additional?: TypeModel | false;
}

/** A union of which no smaller kind (literals, enum) tells all. `null` is a member like any other. */
export interface UnionModel extends Annotations {
  readonly kind: "union";
  readonly members: readonly TypeModel[];
}

/** A named type, found under `id` in the definitions that travel with the signature. */
export interface RefModel extends Annotations {
  readonly kind: "ref";
  readonly id: string;
}

/** A type whose values must also pass a function of the author's, found by the id `check` among the module's values. */
export interface CheckedModel extends Annotations {
  readonly kind: "checked";
  readonly type: TypeModel;
  readonly check: string;
}

/**
 * What a Standard Schema (zod, valibot, arktype…) takes, found by the id `schema` among the module's values. The id is that of
 * its definition too, where it is a named type.
 */
export interface StandardModel extends Annotations {
  readonly kind: "standard";
  readonly schema: string;
  /** The values that it takes as TypeScript knows them: how it is read from text, and told where it has no JSON Schema. */
  readonly input?: TypeModel;
  /** Only the property of that name is meant, as a document tells of a query's parameters. */
  readonly property?: string;
}

/** `Secret<T>`: a value of `type` that no log and no answer shows. */
export interface SecretModel extends Annotations {
  readonly kind: "secret";
  readonly type: TypeModel;
}

/** What a TypeScript type promises about a value, as plain data. */
export type TypeModel =
  | StringModel
  | NumberModel
  | PlainModel
  | TemporalModel
  | LiteralModel
  | EnumModel
  | TemplateModel
  | ListModel
  | TupleModel
  | DictionaryModel
  | ObjectModel
  | UnionModel
  | RefModel
  | CheckedModel
  | SecretModel
  | StandardModel;

export type TypeKind = TypeModel["kind"];

/** A named type. `name` is what a document calls it: `Item`, or `Page_Item_` for `Page<Item>`. */
export interface Definition {
  readonly name: string;
  readonly type: TypeModel;
}

/** Named types by id; an id is unique in a program and says where the type was declared. */
export type Definitions = Readonly<Record<string, Definition>>;
