import { foldEscapes, foldText, unfoldEscapes } from "./escapes.ts";
import type { Pattern, PatternParameter } from "./pattern.ts";
import { Shape } from "./shape.ts";

/** The route that a path leads to. */
export interface Match<T> {
  readonly value: T;
  /** What the pattern's parameters hold, decoded, in the order of its names. */
  readonly params: readonly string[];
}

/**
 * Routes by method and path. Segment by segment fixed text comes before a mixed segment (more text first), that before a
 * parameter with a convertor, that before any parameter, and that before a `path`; where a way in leads nowhere the next one
 * is tried. The cost of a look-up grows with the length of the path, not with the number of routes.
 */
export class RouteTree<T> {
  readonly #byMethod = new Map<string, MethodTree<T>>();
  /** What answers every method. */
  readonly #common: { readonly pattern: Pattern; readonly value: T }[] = [];
  /** For the methods that have no routes of their own. */
  readonly #others = new MethodTree<T>();

  /** Adds a route; where one of the same method and shape is there already, that one stays, and its value is returned. */
  add(method: string, pattern: Pattern, value: T): T | undefined {
    let tree = this.#byMethod.get(method);
    if (!tree) {
      tree = new MethodTree();
      for (const common of this.#common) tree.add(common.pattern, common.value);
      this.#byMethod.set(method, tree);
    }
    return tree.add(pattern, value);
  }

  /** Adds a route for every method, those that HTTP does not know too; where one of its shape is there already, that one is returned. */
  addForAll(pattern: Pattern, value: T): T | undefined {
    this.#common.push({ pattern, value });
    const trees = [this.#others, ...this.#byMethod.values()];
    return trees.map((tree) => tree.add(pattern, value)).find((earlier) => earlier !== undefined);
  }

  /** The route for a method and a path as received, percent-encoded and without its query. */
  find(method: string, path: string): Match<T> | undefined {
    return (this.#byMethod.get(method) ?? this.#others).find(path);
  }

  /** Whether some method has a route for a path. */
  reaches(path: string): boolean {
    return this.#others.find(path) !== undefined || this.methods(path).length > 0;
  }

  /** Every method that has a route for a path, in the order they were first added. */
  methods(path: string): string[] {
    return [...this.#byMethod].filter(([, tree]) => tree.find(path)).map(([method]) => method);
  }
}

const noParams: readonly string[] = [];

class MethodTree<T> {
  /** Routes without parameters by their whole path. */
  readonly #fixed = new Map<string, Match<T>>();
  readonly #root = new Node<T>();
  #hasParameters = false;

  add(pattern: Pattern, value: T): T | undefined {
    const parts = pattern.parts.map((part) => (typeof part === "string" ? foldText(part) : part));
    if (parts.length > 1) {
      this.#hasParameters = true;
      return this.#root.add(segmentsOf(parts), value);
    }
    const path = parts[0] as string;
    const earlier = this.#fixed.get(path);
    if (earlier) return earlier.value;
    this.#fixed.set(path, { value, params: noParams });
    return undefined;
  }

  find(path: string): Match<T> | undefined {
    const text = foldEscapes(path);
    const fixed = this.#fixed.get(text);
    if (fixed || !this.#hasParameters || !text.startsWith("/")) return fixed;
    const params: string[] = [];
    const end = this.#root.find(text, 1, params);
    if (!end) return undefined;
    return { value: end.value, params: path.includes("%") ? params.map(unfoldEscapes) : params };
  }
}

type Parts = (string | PatternParameter)[];

/** Cuts a pattern at its slashes; with the first `path` parameter all the rest is one piece. */
function segmentsOf(parts: Parts): Parts[] {
  const segments: Parts[] = [];
  let segment: Parts = [];
  let crossing = false;
  for (const [i, part] of parts.entries()) {
    if (typeof part !== "string") {
      crossing ||= part.convertor.name === "path";
      segment.push(part);
    } else if (crossing) segment.push(part);
    else {
      const [first = "", ...rest] = (i === 0 ? part.slice(1) : part).split("/");
      segment.push(first);
      for (const text of rest) {
        segments.push(segment);
        segment = [text];
      }
    }
  }
  return [...segments, segment];
}

/** Something that is found at the end of a path; an object, because a value may be anything. */
interface End<T> {
  readonly value: T;
}

/** A way on for segments of one shape. */
interface Edge<T> {
  readonly shape: Shape;
  readonly node: Node<T>;
}

/** What may follow the segments that lead here. */
class Node<T> {
  end: End<T> | undefined = undefined;
  #fixed: Map<string, Node<T>> | undefined = undefined;
  #shaped: Edge<T>[] | undefined = undefined;
  /** After a parameter that is a whole segment and takes any. */
  #open: Node<T> | undefined = undefined;
  /** Shapes that take all the rest of the path. */
  #rest: Edge<T>[] | undefined = undefined;

  add(segments: readonly Parts[], value: T): T | undefined {
    const [segment, ...further] = segments;
    if (segment) return this.#next(segment).add(further, value);
    if (this.end) return this.end.value;
    this.end = { value };
    return undefined;
  }

  /** Every node is come to at most once in a search, since only one way leads to it. */
  find(path: string, start: number, params: string[]): End<T> | undefined {
    if (start > path.length) return this.end;
    const slash = path.indexOf("/", start);
    const stop = slash < 0 ? path.length : slash;
    const segment = path.slice(start, stop);
    const next = this.#fixed?.get(segment);
    const found = next?.find(path, stop + 1, params);
    if (found) return found;
    if (this.#shaped) {
      const found = findIn(this.#shaped, segment, path, stop + 1, params);
      if (found) return found;
    }
    if (this.#open && segment !== "") {
      params.push(segment);
      const found = this.#open.find(path, stop + 1, params);
      if (found) return found;
      params.pop();
    }
    return this.#rest && findIn(this.#rest, path.slice(start), path, path.length + 1, params);
  }

  #next(segment: Parts): Node<T> {
    const [first = "", parameter] = segment;
    if (typeof parameter !== "object") return this.#nextFixed(first as string);
    const shape = new Shape(segment);
    if (shape.key === "{str}") return (this.#open ??= new Node());
    if (segment.some((part) => typeof part === "object" && part.convertor.name === "path")) {
      return nextShaped((this.#rest ??= []), shape);
    }
    return nextShaped((this.#shaped ??= []), shape);
  }

  #nextFixed(text: string): Node<T> {
    this.#fixed ??= new Map();
    const known = this.#fixed.get(text);
    if (known) return known;
    const node = new Node<T>();
    this.#fixed.set(text, node);
    return node;
  }
}

function nextShaped<T>(edges: Edge<T>[], shape: Shape): Node<T> {
  const known = edges.find((edge) => edge.shape.key === shape.key);
  if (known) return known.node;
  const node = new Node<T>();
  edges.push({ shape, node });
  edges.sort((a, b) => b.shape.fixedLength - a.shape.fixedLength || b.shape.rank - a.shape.rank);
  return node;
}

function findIn<T>(
  edges: readonly Edge<T>[],
  text: string,
  path: string,
  next: number,
  params: string[],
): End<T> | undefined {
  const before = params.length;
  for (const { shape, node } of edges) {
    if (!shape.match(text, params)) continue;
    const found = node.find(path, next, params);
    if (found) return found;
    params.length = before;
  }
  return undefined;
}
