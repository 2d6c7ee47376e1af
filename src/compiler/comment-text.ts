/** One tag of a comment: `@minimum 0` is `minimum` with the text `0`; `@param id text` has a parameter's name too. */
export interface Tag {
  readonly name: string;
  readonly text: string;
  readonly parameter?: string;
}

/** A JSDoc comment: its text, without the tags, and its tags. */
export interface Comment {
  readonly text: string;
  readonly tags: readonly Tag[];
}

/** `{@link Item}` reads as what it names, `{@link Item|an item}` as its own text. */
function withoutLinks(text: string): string {
  return text.replace(
    /\{@link(?:code|plain)?\s+([^\s|}]+)[\s|]*([^}]*)\}/g,
    (_, target: string, own: string) => (own === "" ? target : own),
  );
}

function tagOf(source: string): Tag {
  const [, name = "", rest = ""] = /^([\w-]+)\s*(.*)$/s.exec(source) ?? [];
  const text = withoutLinks(rest).trim();
  if (name !== "param") return { name, text };
  const [, parameter = "", said = ""] =
    /^(?:\{[^}]*\}\s*)?\[?([\w$]+)(?:=[^\]]*)?\]?\s*(?:-\s+)?(.*)$/s.exec(text) ?? [];
  return { name, text: said, parameter };
}

/** Reads a comment as it stands in a source, `/**` and asterisks included. */
export function readComment(source: string): Comment {
  const lines = source.slice(3, -2).split(/\r?\n/);
  const text = lines.map((line) => line.replace(/^\s*\* ?/, "")).join("\n");
  const [first = "", ...tags] = text.split(/(?<=^|\s)@(?=[A-Za-z])/);
  return { text: withoutLinks(first).trim(), tags: tags.map(tagOf) };
}

/**
 * The JSDoc comment at the end of the space between two tokens. It belongs to what follows where that begins on the
 * comment's last line, or where nothing comes before it in its block.
 */
export function commentIn(space: string, isFirst: boolean): Comment | undefined {
  const last = Array.from(space.matchAll(/\/\/[^\n]*|\/\*.*?\*\//gs)).at(-1);
  if (!last || !/^\/\*\*[^/]/.test(last[0])) return undefined;
  const isBeside = !space.slice(last.index + last[0].length).includes("\n");
  return isBeside || isFirst ? readComment(last[0]) : undefined;
}
