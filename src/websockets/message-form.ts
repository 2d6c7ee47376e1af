import type { Definitions, TypeModel } from "../contract/type-model.ts";
import { resolved } from "../parameters/shape.ts";

/** How the values of a type travel. */
export interface MessageForm {
  /** Bytes are messages as they are. */
  readonly bytes: boolean;
  /** What is not bytes: text as it is where all of it is text, else JSON; `undefined` where all of it is bytes. */
  readonly text: "plain" | "json" | undefined;
}

/** The form of a type's messages: strings as text and bytes as bytes, not within JSON; all else as JSON. */
export function messageForm(type: TypeModel, definitions: Definitions): MessageForm {
  const members = membersOf(type, definitions);
  const others = members.filter(({ kind }) => kind !== "bytes");
  const bytes = others.length < members.length;
  if (others.length === 0) return { bytes, text: undefined };
  return { bytes, text: others.every(isText) ? "plain" : "json" };
}

function membersOf(type: TypeModel, definitions: Definitions): readonly TypeModel[] {
  const target = resolved(type, definitions);
  return target.kind === "union"
    ? target.members.flatMap((member) => membersOf(member, definitions))
    : [target];
}

function isText(type: TypeModel): boolean {
  switch (type.kind) {
    case "string":
    case "template":
      return true;
    case "literal":
    case "enum":
      return type.values.every((value) => typeof value === "string");
    default:
      return false;
  }
}
