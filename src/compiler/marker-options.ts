import type { Parameter } from "../contract/signature.ts";
import type { Json } from "../contract/type-model.ts";
import type { Compilation } from "./compilation.ts";
import type { Words } from "./constraints.ts";
import { wordIn } from "./jsdoc.ts";
import type { Marker } from "./markers.ts";
import type { TypeNode } from "./session.ts";
import { jsonOfNode } from "./types/literal-nodes.ts";
import { jsonOf } from "./types/literals.ts";

/** What a marker's second argument says: of the parameter, and of its type. */
export interface MarkerOptions {
  readonly ofParameter: Pick<
    Parameter,
    | "alias"
    | "includeInSchema"
    | "embed"
    | "mediaType"
    | "convertUnderscores"
    | "fillDefaults"
    | "openapiExamples"
  >;
  readonly ofType: Words;
}

const parameterOptions: Readonly<
  Record<keyof MarkerOptions["ofParameter"], "string" | "boolean" | "object">
> = {
  alias: "string",
  mediaType: "string",
  includeInSchema: "boolean",
  embed: "boolean",
  convertUnderscores: "boolean",
  fillDefaults: "boolean",
  openapiExamples: "object",
};

/** The second argument of a marker as plain data; what is not written out is reported and gives `undefined`. */
export function markerJson(node: TypeNode | undefined, compilation: Compilation): Json | undefined {
  if (!node) return {};
  const local = jsonOfNode(node);
  if (local !== undefined) return local;
  const type = compilation.checker.getTypeFromTypeNode(node);
  const json = type && jsonOf(type, compilation);
  if (json === undefined) {
    compilation.report(
      "MR109",
      node,
      `The options \`${node.getText()}\` are not literals.`,
      "Write them out, as in `{ maxLength: 50 }`.",
    );
  }
  return json;
}

/** The JSON is an object. */
export function isRecord(json: Json | undefined): json is Words {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function reportOption(
  name: string,
  expected: string,
  value: Json,
  options: TypeNode | undefined,
  compilation: Compilation,
): void {
  if (!options) return;
  const kind = `${expected === "object" ? "an" : "a"} ${expected}`;
  const message = `\`${name}\` must be ${kind}, not \`${JSON.stringify(value)}\`.`;
  compilation.report("MR109", wordIn(options, name), message, `Write ${kind}, or leave it out.`);
}

/** Reads the second argument of a marker. */
export function readOptions(marker: Marker, compilation: Compilation): MarkerOptions {
  const json = markerJson(marker.parameters[1], compilation);
  const ofParameter: Record<string, Json> = {};
  const ofType: Record<string, Json> = {};
  const types = new Map<string, string>(Object.entries(parameterOptions));
  for (const [name, value] of Object.entries(isRecord(json) ? json : {})) {
    const expected = types.get(name);
    if (expected === undefined) ofType[name] = value;
    else if (typeof value === expected) ofParameter[name] = value;
    else reportOption(name, expected, value, marker.parameters[1], compilation);
  }
  return { ofParameter, ofType };
}
