import { type Convertor, convertors } from "./convertor.ts";

/** A path as a route declares it: `/items/{id}`, `/files/{rest:path}`, `/{year:int}-{slug}.html`. */
export interface Pattern {
  /** As written. */
  readonly path: string;
  /** Without the convertors, as a document shows it: `/files/{rest}`. */
  readonly format: string;
  /** The parameters, in order. */
  readonly names: readonly string[];
  /** Text and parameters by turns; beginning and ending with text, which may be empty. */
  readonly parts: readonly (string | PatternParameter)[];
}

/** A hole in a pattern. */
export interface PatternParameter {
  readonly name: string;
  readonly convertor: Convertor;
}

/** A path that is no pattern. */
export class PatternError extends Error {
  override readonly name = "PatternError";
  readonly path: string;
  /** Where, counted from 0. */
  readonly offset: number;

  constructor(path: string, offset: number, problem: string) {
    super(`${problem}, at character ${offset + 1} of ${JSON.stringify(path)}`);
    this.path = path;
    this.offset = offset;
  }
}

const nameForm = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** A segment that begins as a parameter does in other frameworks; as text it would match nothing that anybody asks for. */
const colonName = /\/:([\p{L}_$][\p{L}\p{N}_$]*)/gu;

/** A path with `/{id}` where it says `/:id`. */
export function withBraces(path: string): string {
  return path.replace(colonName, "/{$1}");
}

/** Reads a path; throws a `PatternError` that says what is wrong, and where. */
export function parsePattern(path: string): Pattern {
  if (!path.startsWith("/")) throw new PatternError(path, 0, "a path begins with a slash");
  for (const { index, 1: name } of path.matchAll(colonName))
    throw new PatternError(path, index + 1, `":${name}" is only text, a parameter is written {${name}}`);
  const parts: (string | PatternParameter)[] = [];
  const names: string[] = [];
  let format = "";
  let at = 0;
  for (;;) {
    const open = nextOpening(path, at);
    parts.push(path.slice(at, open));
    format += path.slice(at, open);
    if (open === path.length) return { path, format, names, parts };
    const close = path.indexOf("}", open);
    if (close < 0) throw new PatternError(path, open, "this { is never closed");
    const parameter = parseParameter(path, open, close);
    if (names.includes(parameter.name)) {
      throw new PatternError(path, open + 1, `there are two parameters named ${parameter.name}`);
    }
    parts.push(parameter);
    names.push(parameter.name);
    format += `{${parameter.name}}`;
    at = close + 1;
  }
}

/** Where the next parameter opens, or the path's end. */
function nextOpening(path: string, from: number): number {
  const open = path.indexOf("{", from);
  const end = open < 0 ? path.length : open;
  const stray = path.indexOf("}", from);
  if (stray >= 0 && stray < end) throw new PatternError(path, stray, "this } closes nothing");
  return end;
}

function parseParameter(path: string, open: number, close: number): PatternParameter {
  const inside = path.slice(open + 1, close);
  const colon = inside.indexOf(":");
  const name = colon < 0 ? inside : inside.slice(0, colon);
  if (name === "") throw new PatternError(path, open, "this parameter has no name");
  if (!nameForm.test(name)) throw new PatternError(path, open + 1, `${JSON.stringify(name)} is no name`);
  const kind = colon < 0 ? "str" : inside.slice(colon + 1);
  const convertor = convertors.get(kind);
  if (!convertor) {
    const known = [...convertors.keys()].join(", ");
    const problem = `${JSON.stringify(kind)} is no convertor (there are ${known})`;
    throw new PatternError(path, open + 2 + name.length, problem);
  }
  return { name, convertor };
}
