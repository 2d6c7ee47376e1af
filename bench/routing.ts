import { parsePattern } from "../src/routing/pattern.ts";
import { RouteTree } from "../src/routing/tree.ts";
import { median, printTable } from "./table.ts";

const sizes = [10, 100, 1000, 10_000];
const rounds = 9;
const lookUps = 200_000;

/** Time of one look-up among ever more routes: a fixed path, one parameter, two parameters, and no route. */
export async function routing(): Promise<void> {
  const subjects = sizes.map((size) => ({ size, tree: treeOf(size), paths: pathsOf(size) }));
  const kinds = Object.keys(subjects[0]?.paths ?? {}) as (keyof ReturnType<typeof pathsOf>)[];
  const times = new Map(subjects.map(({ size }) => [size, kinds.map(() => [] as number[])]));
  for (let round = -1; round < rounds; round++)
    for (const { size, tree, paths } of subjects)
      for (const [column, kind] of kinds.entries()) {
        const time = timeOf(tree, paths[kind]);
        if (round >= 0) times.get(size)?.[column]?.push(time);
      }
  printTable(
    ["routes", ...kinds.map((kind) => `${kind}, ns`)],
    subjects.map(({ size }) => [
      String(size),
      ...(times.get(size) ?? []).map((column) => median(column).toFixed(0)),
    ]),
  );
}

/** `size` routes, of which a third is fixed, a third has one parameter, and a third has two. */
function treeOf(size: number): RouteTree<number> {
  const tree = new RouteTree<number>();
  for (let i = 0; i < size; i++) {
    const path = [`/api/part${i}/list`, `/api/part${i}/{id}`, `/api/part${i}/{id}/items/{item}`][i % 3] ?? "";
    tree.add("GET", parsePattern(path), i);
  }
  return tree;
}

/** Different targets of each kind, spread over the routes, so that no cache sees the same one all the time. */
function pathsOf(size: number): Record<"fixed" | "one parameter" | "two parameters" | "none", string[]> {
  const numbers = Array.from({ length: 1000 }, (_, i) => 3 * Math.floor(((i * 7919) % size) / 3));
  const last = (n: number): number => Math.min(n, size - (size % 3) - 3);
  return {
    fixed: numbers.map((n) => `/api/part${last(n)}/list`),
    "one parameter": numbers.map((n) => `/api/part${last(n) + 1}/${n}`),
    "two parameters": numbers.map((n) => `/api/part${last(n) + 2}/${n}/items/x`),
    none: numbers.map((n) => `/api/part${last(n)}/list/more`),
  };
}

/** Nanoseconds a look-up. */
function timeOf(tree: RouteTree<number>, paths: readonly string[]): number {
  let found = 0;
  const start = process.hrtime.bigint();
  for (let i = 0; i < lookUps; i++) if (tree.find("GET", paths[i % paths.length] ?? "")) found++;
  const time = Number(process.hrtime.bigint() - start) / lookUps;
  if (found !== 0 && found !== lookUps) throw new Error(`${found} of ${lookUps} look-ups found a route`);
  return time;
}
