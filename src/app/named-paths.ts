import { signatureOf } from "../contract/attached.ts";
import type { UrlParameters } from "../http/connection.ts";
import { fillPattern } from "../routing/fill.ts";
import { parsePattern, type Pattern } from "../routing/pattern.ts";
import type { Declaration, MountDeclaration } from "./route.ts";

/** Makes the path of a route of its name, within an app. */
export type PathMaker = (name: string, params: UrlParameters) => string;

/** A route, or what is behind a mount. */
interface Named {
  readonly pattern: Pattern;
  /** Makes the rest of the path, where the name goes on in a mounted app. */
  readonly inner?: PathMaker;
}

/** The paths of an app by the names of its routes and mounts. */
export class NamedPaths {
  readonly #routes = new Map<string, Named[]>();
  readonly #mounts = new Map<string, Named>();

  /** Takes in what has a name: one that its options give, or a handler's own. */
  add(declaration: Declaration): void {
    if (declaration.kind === "mount") this.#addMount(declaration);
    else if (declaration.kind === "route" || declaration.kind === "websocket") {
      const { handler, options, path } = declaration;
      const name = options.name ?? (signatureOf(handler)?.signature.name || handler.name);
      if (name !== "") this.#addRoute(name, { pattern: parsePattern(path) });
    }
  }

  /**
   * The path of a route, percent-encoded; `mount:name` for one of a mounted app, and the name of a mount alone for what its
   * parameter `path` says. Throws a `TypeError` where no route has that name and these parameters.
   */
  path(name: string, params: UrlParameters): string {
    const routes = this.#routes.get(name);
    const exact = routes?.find(({ pattern }) => sameNames(pattern.names, Object.keys(params)));
    const [first = exact] = routes ?? [];
    if (first) return this.#fill(exact ?? first, params, name);
    const colon = name.indexOf(":");
    const mount = colon < 0 ? undefined : this.#mounts.get(name.slice(0, colon));
    if (!mount?.inner) throw new TypeError(`no route is called "${name}"`);
    const own = Object.entries(params).filter(([key]) => mount.pattern.names.includes(key));
    const rest = Object.entries(params).filter(([key]) => !mount.pattern.names.includes(key));
    const start = fillPattern(mount.pattern, Object.fromEntries(own));
    return withoutSlash(start) + mount.inner(name.slice(colon + 1), Object.fromEntries(rest));
  }

  #fill({ pattern }: Named, params: UrlParameters, name: string): string {
    const surplus = Object.keys(params).find((key) => !pattern.names.includes(key));
    if (surplus !== undefined)
      throw new TypeError(`the path ${pattern.path} of "${name}" has no parameter "${surplus}"`);
    return fillPattern(pattern, params);
  }

  #addRoute(name: string, named: Named): void {
    const list = this.#routes.get(name);
    if (list) list.push(named);
    else this.#routes.set(name, [named]);
  }

  #addMount({ name, path, target }: MountDeclaration): void {
    if (name === undefined) return;
    this.#addRoute(name, { pattern: parsePattern(`${path}/{path:path}`) });
    const inner = "handle" in target ? target.urlFor?.bind(target) : undefined;
    this.#mounts.set(name, { pattern: parsePattern(path || "/"), ...(inner && { inner }) });
  }
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name) => right.includes(name));
}

function withoutSlash(path: string): string {
  return path === "/" ? "" : path;
}
