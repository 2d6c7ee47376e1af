import type { TypeKind, TypeModel } from "../contract/type-model.ts";
import type { KindDefinition, ModelOf } from "./kind.ts";
import { booleanKind } from "./kinds/boolean.ts";
import { bytesKind, fileKind } from "./kinds/bytes.ts";
import { checkedKind } from "./kinds/checked.ts";
import { dateKind } from "./kinds/date.ts";
import { dictionaryKind } from "./kinds/dictionary.ts";
import { listKind } from "./kinds/list.ts";
import { enumKind, literalKind } from "./kinds/literal.ts";
import { neverKind, nullKind, undefinedKind } from "./kinds/nothing.ts";
import { bigintKind, integerKind, numberKind } from "./kinds/number.ts";
import { objectKind } from "./kinds/object.ts";
import { refKind } from "./kinds/ref.ts";
import { standardKind } from "./kinds/standard.ts";
import { secretKind } from "./kinds/secret.ts";
import { stringKind } from "./kinds/string.ts";
import { templateKind } from "./kinds/template.ts";
import { temporalKind } from "./kinds/temporal.ts";
import { tupleKind } from "./kinds/tuple.ts";
import { unionKind } from "./kinds/union.ts";
import { unknownKind } from "./kinds/unknown.ts";
import { urlKind } from "./kinds/url.ts";

/** Every kind of type; one that is forgotten does not compile. */
const kinds: { readonly [K in TypeKind]: KindDefinition<ModelOf<K>> } = {
  string: stringKind,
  number: numberKind,
  integer: integerKind,
  bigint: bigintKind,
  boolean: booleanKind,
  null: nullKind,
  undefined: undefinedKind,
  date: dateKind,
  url: urlKind,
  bytes: bytesKind,
  file: fileKind,
  unknown: unknownKind,
  never: neverKind,
  temporal: temporalKind,
  literal: literalKind,
  enum: enumKind,
  template: templateKind,
  array: listKind,
  set: listKind,
  tuple: tupleKind,
  record: dictionaryKind,
  map: dictionaryKind,
  object: objectKind,
  union: unionKind,
  ref: refKind,
  checked: checkedKind,
  secret: secretKind,
  standard: standardKind,
};

/** The answers of a type's kind. */
export function kindOf(model: TypeModel): KindDefinition<TypeModel> {
  return kinds[model.kind] as KindDefinition<TypeModel>;
}
