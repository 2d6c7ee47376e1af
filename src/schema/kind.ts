import type { Definition, Definitions, TypeKind, TypeModel } from "../contract/type-model.ts";
import type { Code } from "./emit.ts";
import type { Check, Write } from "./run.ts";

/** A JSON Schema, draft 2020-12. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

/** The model of one kind. */
export type ModelOf<K extends TypeKind, M = TypeModel> = M extends { readonly kind: infer Kinds }
  ? K extends Kinds
    ? M
    : never
  : never;

/**
 * Where values come from: `json` from a JSON text, `text` as strings (or arrays of strings), `native` from the program
 * itself, whose own objects (dates, sets, bytes) are as good as their JSON forms.
 */
export type Origin = "json" | "text" | "native";

/** The properties of objects that are left out of what is written. */
export interface Omissions {
  /** Those that are null. */
  readonly nulls?: boolean;
  /** Those that are equal to their default. */
  readonly defaults?: boolean;
}

/** What a kind may ask of the interpreter that it takes part in. */
export interface Context {
  readonly from: Origin;
  /** Defaults stand in for properties that are not there. */
  readonly fillsDefaults: boolean;
  readonly omits: Omissions;
  /** Values may be coerced, as in pydantic's lax mode. */
  readonly lax: boolean;
  readonly definitions: Definitions;
  /** The same types, read from text: what the keys of an object are. */
  readonly ofText: Context;
  /** The same types, read from JSON: what a default is. */
  readonly ofJson: Context;
  check(model: TypeModel): Check;
  write(model: TypeModel): Write;
  /** pydantic's name of a type, as it stands in the `loc` of a union's issues. */
  label(model: TypeModel): string;
  definition(id: string): Definition;
  hasParts(model: TypeModel): boolean;
  /** Whether `JSON.stringify` writes every value of the type as we do: nothing is left out, and no date, bigint, set, map, bytes or unknown is inside. */
  isPlain(model: TypeModel): boolean;
  /** The check of a named type. */
  namedCheck(id: string): Late<Check>;
  /** The writing of a named type. */
  namedWrite(id: string): Late<Write>;
}

/** What a named type does; it is there once all types around it are made, which may refer to each other in a circle. */
export interface Late<T> {
  readonly task?: T;
}

/** What a kind may ask of the generator that it takes part in. Inputs and results are names of variables or literals. */
export interface Emitter {
  readonly code: Code;
  readonly context: Context;
  /** Emits the check of `input`; gives the expression of what it parsed. */
  check(model: TypeModel, input: string): string;
  /** Emits the writing of `input`; gives the expression of its JSON text. */
  write(model: TypeModel, input: string): string;
  /** The condition under which `input` is exactly of the type, and its own result; `undefined` where there is none. */
  exact(model: TypeModel, input: string): string | undefined;
  /** A call of the interpreted check. */
  interpretCheck(model: TypeModel, input: string): string;
  /** A call of the interpreted writing. */
  interpretWrite(model: TypeModel, input: string): string;
  /** The name of a generated function `(value, run)` that checks a type. */
  checkFunction(model: TypeModel): string;
  /** Emits the copy of a plain value with what the type allows, which `JSON.stringify` writes; gives its text. */
  writeCopy(model: TypeModel, input: string): string;
  /** Emits a call whose issues start at `input`, and places them. */
  call(expression: string): string;
  /** Emits the check of a named type as a call of its function. */
  checkNamed(id: string, input: string): string;
  /** Emits the writing of a named type as a call of its function. */
  writeNamed(id: string, input: string): string;
}

/** What a kind may ask of the JSON Schema writer. */
export interface SchemaWriter {
  readonly definitions: Definitions;
  write(model: TypeModel): JsonSchema;
  /** The schema of an object's property, with its title where titles are wanted. */
  property(name: string, model: TypeModel): JsonSchema;
  ref(id: string): string;
  /** The `discriminator` keyword (OpenAPI 3.1, section 4.8.25) of the members of a union, where one exists. */
  discriminator(members: readonly TypeModel[]): JsonSchema | undefined;
}

/** Answers a question about the types inside a type. */
export interface Visit {
  type(model: TypeModel): boolean;
  named(id: string): boolean;
}

/** All that a kind of type answers for. */
export interface KindDefinition<M extends TypeModel> {
  label(model: M, context: Context): string;
  schema(model: M, writer: SchemaWriter): JsonSchema;
  check(model: M, context: Context): Check;
  write(model: M, context: Context): Write;
  emitCheck(model: M, input: string, emitter: Emitter): string;
  emitWrite(model: M, input: string, emitter: Emitter): string;
  exact(model: M, input: string, emitter: Emitter): string | undefined;
  /** Whether `JSON.stringify` writes every value of the type as we do. */
  plain(model: M, visit: Visit): boolean;
  /** Whether values of the type hold values of other types. */
  hasParts(model: M, visit: Visit): boolean;
}
