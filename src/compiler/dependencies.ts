import { referenceTo, valueNamed } from "./callables.ts";
import { dependencyFault } from "./dependables.ts";
import type { DescribedDependency, Describer } from "./describer.ts";
import { reportHiddenName } from "./hidden-names.ts";
import { isRecord, markerJson } from "./marker-options.ts";
import type { Marker } from "./markers.ts";
import type { TypeNode } from "./session.ts";

/** The value that `Depends<typeof f>` names, described with its own dependencies. */
export function describeDependency(
  marker: Marker,
  place: TypeNode,
  describer: Describer,
): DescribedDependency | undefined {
  const { compilation } = describer;
  const [named, ...rest] = marker.parameters;
  const name = named && valueNamed(named, compilation.symbols);
  const symbol = name && compilation.symbols.at(name);
  if (named && reportHiddenName(named, compilation)) return undefined;
  const type = symbol && compilation.symbols.typeOf(symbol);
  const reference = name && referenceTo(name, compilation);
  if (!named || !type || !reference) {
    const text = named?.getText() ?? "nothing";
    compilation.report(
      "MR104",
      place,
      `\`${text}\` does not name a function.`,
      "Write `Depends<typeof getDb>`.",
    );
    return undefined;
  }
  const fault = dependencyFault(symbol, type, compilation);
  if (fault) {
    compilation.report(fault.code, place, fault.message, fault.hint);
    return undefined;
  }
  const { signature, callables, construct } = describer.dependency(reference, type, place);
  const said = rest.map((node) => markerJson(node, compilation));
  const scopes = said.find(Array.isArray)?.map(String) ?? [];
  const options = said.find((json) => isRecord(json) && Object.keys(json).length > 0);
  return {
    dependency: {
      id: reference.id,
      ...(construct && { construct }),
      ...(scopes.length > 0 && { scopes }),
      ...(isRecord(options) && { options }),
      signature: { ...signature, definitions: {} },
    },
    callables,
  };
}
