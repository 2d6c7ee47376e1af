import type { Definitions } from "../contract/type-model.ts";

/**
 * What each of some named types is called in `components/schemas`: its own name; where several share it, or it is
 * reserved, the name behind as much of the place of its declaration as tells them apart: `shop__orders__Item`.
 */
export function componentNames(
  ids: readonly string[],
  definitions: Definitions,
  reserved: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const namesakes = new Map<string, string[]>();
  for (const id of ids) {
    const name = allowed(definitions[id]?.name ?? id);
    const others = namesakes.get(name);
    if (others) others.push(id);
    else namesakes.set(name, [id]);
  }
  const names = new Map<string, string>();
  const taken = new Set(reserved);
  for (const [name, [id, ...others]] of namesakes) {
    if (id === undefined || others.length > 0 || reserved.has(name)) continue;
    names.set(id, name);
    taken.add(name);
  }
  for (const [name, group] of namesakes) {
    const [id] = group;
    if (id !== undefined && names.has(id)) continue;
    for (const [id, longName] of toldApart(name, group)) names.set(id, free(longName, taken));
  }
  return names;
}

/** Names may hold letters, digits, `.`, `-` and `_` (OpenAPI 3.1 section 4.8.7.1). */
function allowed(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, "_");
}

function toldApart(name: string, ids: readonly string[]): readonly (readonly [string, string])[] {
  const places = ids.map(placeOf);
  const longest = Math.max(...places.map((place) => place.length));
  for (let steps = 1; steps <= longest; steps++) {
    const names = places.map((place) => [...place.slice(-steps), name].join("__"));
    if (new Set(names).size === ids.length)
      return ids.map((id, index) => [id, names[index] ?? name] as const);
  }
  return ids.map((id) => [id, spelledOut(id, name)] as const);
}

/**
 * `main__Page_shop__Item_` of `/src/main.ts#Page</src/shop.ts#Item>`: each name with the file that it is from. Types without
 * a name, which an id spells out, are not.
 */
function spelledOut(id: string, name: string): string {
  if (!id.includes("#")) return name;
  if (id.includes("{")) return [...placeOf(id).slice(-1), name].join("__");
  return allowed(id.replace(/(?:[^<>,#]*[/\\])?([^<>,#/\\.]*)[^<>,#/\\]*#/g, "$1__"));
}

/** The folders and the file that an id speaks of: `shop`, `orders` of `shop/orders.ts#Item`. */
function placeOf(id: string): readonly string[] {
  if (!id.includes("#")) return [];
  const file = id.replace(/#.*$/s, "").replace(/(\.d)?\.[cm]?[jt]sx?$/, "");
  return file
    .split(/[/\\]/)
    .map(allowed)
    .filter((step) => /[A-Za-z0-9]/.test(step));
}

function free(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate); count++) candidate = `${name}_${count}`;
  taken.add(candidate);
  return candidate;
}
