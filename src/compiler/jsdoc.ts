import type { Json } from "../contract/type-model.ts";
import { type Comment, type Tag, commentIn } from "./comment-text.ts";
import { type JSDoc, type JSDocTag, type Node, ts } from "./session.ts";

const none: Comment = { text: "", tags: [] };

/** A part of a comment is text or a link; a link reads as its own text, or as what it names. */
function partText(part: Node & { readonly text?: string; readonly name?: Node }): string {
  return (part.text ?? "").trim() === "" && part.name ? part.name.getText() : (part.text ?? "");
}

function textOf(parts: JSDoc["comment"] | JSDocTag["comment"]): string {
  return parts === undefined ? "" : Array.from(parts, partText).join("").trim();
}

function tagOf(tag: JSDocTag): Tag {
  const name = tag.tagName.text;
  const text = textOf(tag.comment);
  return ts.isJSDocParameterTag(tag)
    ? { name, text: text.replace(/^- /, ""), parameter: tag.name.getText() }
    : { name, text };
}

/** TypeScript takes a comment on the line of a `{`, `}` or `;` for one about what stands before. */
function commentBeside(node: Node): Comment {
  const { text } = node.getSourceFile();
  const before = text.charAt(node.pos - 1);
  if (!/[{};]/.test(before)) return none;
  return commentIn(text.slice(node.pos, node.getStart()), before === "{") ?? none;
}

/** The comment that stands directly before `node`; the nearest, where there are several. */
export function ownComment(node: Node): Comment {
  const doc = Array.from(node.jsDoc ?? []).at(-1);
  if (!doc || !ts.isJSDoc(doc)) return commentBeside(node);
  return { text: textOf(doc.comment), tags: Array.from(doc.tags ?? [], tagOf) };
}

/** The comment on a declaration, which for a variable or an exported function stands before its statement. */
export function commentOf(node: Node): Comment {
  const own = ownComment(node);
  if (own !== none) return own;
  const { parent } = node;
  if (ts.isVariableDeclaration(node)) return ownComment(parent.parent);
  const belongs =
    parent !== undefined &&
    (ts.isVariableDeclaration(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isExportAssignment(parent) ||
      ts.isParenthesizedExpression(parent));
  return belongs && (ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isClassExpression(node))
    ? commentOf(parent)
    : none;
}

/** The text of the first tag of that name; empty where the tag is bare, `undefined` where there is none. */
export function tagText(comment: Comment, name: string): string | undefined {
  return comment.tags.find((tag) => tag.name === name)?.text;
}

/** A value written in a comment: JSON where it is JSON, else the text itself. */
function valueOf(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text.replace(/^(["'`])(.*)\1$/s, "$2");
  }
}

const asText = (text: string): Json => text;

const words: ReadonlyMap<string, (text: string) => Json> = new Map([
  ["minimum", valueOf],
  ["maximum", valueOf],
  ["exclusiveMinimum", valueOf],
  ["exclusiveMaximum", valueOf],
  ["multipleOf", valueOf],
  ["maxDigits", valueOf],
  ["decimalPlaces", valueOf],
  ["minLength", valueOf],
  ["maxLength", valueOf],
  ["minItems", valueOf],
  ["maxItems", valueOf],
  ["uniqueItems", (text: string): Json => (text === "" ? true : valueOf(text))],
  ["additionalProperties", valueOf],
  ["pattern", asText],
  ["format", asText],
  ["title", asText],
  ["default", valueOf],
  ["deprecated", (): Json => true],
]);

/** What a comment says of a type in JSON Schema's words. Other tags are none of ours. */
export function wordsOf(comment: Comment): Readonly<Record<string, Json>> {
  const found: Record<string, Json> = {};
  if (comment.text !== "") found["description"] = comment.text;
  for (const { name, text } of comment.tags) {
    const read = words.get(name);
    if (read) found[name] = read(text);
  }
  const examples = comment.tags.filter((tag) => tag.name === "example").map((tag) => valueOf(tag.text));
  if (examples.length > 0) found["examples"] = examples;
  return found;
}

/** Where `word` is said in the comment on `place`, or as a member of it; `place` itself where it is not said there. */
export function wordIn(place: Node, word: string): Node {
  const tags = Array.from(place.jsDoc ?? []).flatMap((doc) =>
    ts.isJSDoc(doc) ? Array.from(doc.tags ?? []) : [],
  );
  const tag = tags.find(({ tagName }) => tagName.text === word);
  if (tag) return tag;
  const declares = ts.isTypeLiteralNode(place) || ts.isInterfaceDeclaration(place);
  const members = declares ? Array.from(place.members) : [];
  return (
    members
      .filter(ts.isPropertySignatureDeclaration)
      .find(({ name }) => ts.isIdentifier(name) && name.text === word) ?? place
  );
}
