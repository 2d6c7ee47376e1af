import type { Pattern } from "../../src/routing/pattern.ts";

const forms: Record<string, string> = {
  str: "([^/]+)",
  path: "([^]*)",
  int: "([0-9]+)",
  float: "([0-9]+(?:\\.[0-9]+)?)",
  uuid: "([0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12})",
};

/** The pattern as the regular expression that Starlette makes of it. */
export function regexOf({ parts }: Pattern): RegExp {
  const source = parts.map((part) =>
    typeof part === "string" ? part.replace(/[^\w/]/gu, String.raw`\$&`) : forms[part.convertor.name],
  );
  return new RegExp(`^${source.join("")}$`);
}

/** Routes tried one after the other, best first: slow, and plainly right. */
export class LinearRoutes {
  readonly #routes: { readonly pattern: Pattern; readonly regex: RegExp; readonly order: number[] }[] = [];
  readonly #firstSeen = new Map<string, number>();

  add(pattern: Pattern): void {
    this.#routes.push({ pattern, regex: regexOf(pattern), order: this.#orderOf(pattern) });
    this.#routes.sort((a, b) => compare(a.order, b.order));
  }

  find(path: string): { pattern: Pattern; params: string[] } | undefined {
    for (const { pattern, regex } of this.#routes) {
      const match = regex.exec(path);
      if (match) return { pattern, params: match.slice(1) };
    }
    return undefined;
  }

  /** For each segment: its class, how little text it has, how little its convertors say, and when it was first seen. */
  #orderOf(pattern: Pattern): number[] {
    const order: number[] = [];
    let before = "";
    for (const segment of segmentsOf(pattern)) {
      const holes: string[] = segment.match(/\{\w+\}/g) ?? [];
      const text = segment.length - holes.join("").length;
      const crossing = holes.includes("{path}");
      const kind = holes.length === 0 ? 0 : crossing ? 3 : segment === "{str}" ? 2 : 1;
      before += `/${segment}`;
      if (!this.#firstSeen.has(before)) this.#firstSeen.set(before, this.#firstSeen.size);
      const ranks = holes.reduce((sum, hole) => sum + (rank[hole] as number), 0);
      order.push(
        kind,
        kind === 0 ? 0 : -text,
        kind === 0 ? 0 : -ranks,
        this.#firstSeen.get(before) as number,
      );
    }
    return order;
  }
}

const rank: Record<string, number> = { "{path}": 0, "{str}": 1, "{float}": 2, "{int}": 3, "{uuid}": 4 };

/** The segments with the parameters' names taken out; from the first `path` on, one piece. */
function segmentsOf({ parts }: Pattern): string[] {
  const shape = parts.map((part) => (typeof part === "string" ? part : `{${part.convertor.name}}`)).join("");
  const segments = shape.slice(1).split("/");
  const crossing = segments.findIndex((segment) => segment.includes("{path}"));
  return crossing < 0 ? segments : [...segments.slice(0, crossing), segments.slice(crossing).join("/")];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  }
  return a.length - b.length;
}
