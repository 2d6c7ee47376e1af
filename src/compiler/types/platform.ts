import type { TemporalType, TypeModel } from "../../contract/type-model.ts";
import { isOurs } from "../files.ts";
import { type Type, type TypeSymbol, ts } from "../session.ts";
import type { Occurrence, Resolver } from "./resolver.ts";

const plain: ReadonlyMap<string, TypeModel> = new Map<string, TypeModel>([
  ["Date", { kind: "date" }],
  ["URL", { kind: "url" }],
  ["Uint8Array", { kind: "bytes" }],
  ["Buffer", { kind: "bytes" }],
  ["File", { kind: "file" }],
  ["String", { kind: "string" }],
  ["Number", { kind: "number" }],
  ["Boolean", { kind: "boolean" }],
  ["BigInt", { kind: "bigint" }],
  ["Object", { kind: "unknown" }],
]);

const temporalTypes: ReadonlyMap<string, TemporalType> = new Map(
  (
    [
      "Instant",
      "ZonedDateTime",
      "PlainDate",
      "PlainTime",
      "PlainDateTime",
      "PlainYearMonth",
      "PlainMonthDay",
      "Duration",
    ] as const
  ).map((name) => [name, name]),
);

/** TypeScript's own declarations of Temporal, and those of its polyfills. */
const temporalFiles =
  /\/lib\.esnext\.temporal\.d\.ts$|\/node_modules\/(temporal-spec|temporal-polyfill|@js-temporal)\//;

function temporalModel(symbol: TypeSymbol): TypeModel | undefined {
  const type = temporalTypes.get(symbol.name);
  const declared = symbol.declarations.some((declaration) => temporalFiles.test(declaration.path));
  return type && declared ? { kind: "temporal", type } : undefined;
}

function mapModel(type: Type, { place }: Occurrence, resolver: Resolver): TypeModel {
  const [key, value] = resolver.symbols.typeArguments(type);
  if (!key || !value) return { kind: "unknown" };
  const keys = resolver.model(key, { place });
  const isAny = keys.kind === "string" && Object.keys(keys).length === 1;
  return { kind: "map", ...(!isAny && { keys }), values: resolver.model(value, { place }) };
}

/** `Secret<T>`, which is ours. */
function secretModel(
  type: Type,
  symbol: TypeSymbol,
  { place, node }: Occurrence,
  resolver: Resolver,
): TypeModel | undefined {
  const isSecret = symbol.name === "Secret" && symbol.declarations.some(({ path }) => isOurs(path));
  const [value] = isSecret ? resolver.symbols.typeArguments(type) : [];
  const written = node && ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined;
  return value && { kind: "secret", type: resolver.model(value, { place, node: written }) };
}

/** The model of a class of the platform, or of ours, that has a form on the wire; `undefined` for any other type. */
export function platformModel(type: Type, occurrence: Occurrence, resolver: Resolver): TypeModel | undefined {
  const symbol = type.isObjectType() ? type.getSymbol() : undefined;
  if (!symbol) return undefined;
  const special = temporalModel(symbol) ?? secretModel(type, symbol, occurrence, resolver);
  if (special) return special;
  const name = resolver.symbols.globalName(type);
  if (name === undefined) return undefined;
  if (name === "Map" || name === "ReadonlyMap") return mapModel(type, occurrence, resolver);
  return plain.get(name);
}
