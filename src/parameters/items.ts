import type { Exchange } from "../http/engine.ts";
import { HTTPException } from "../http/exception.ts";
import { parseJson } from "../http/json.ts";
import { isJson, parseMediaType } from "../http/media-type.ts";
import { ArraySplitter, LineSplitter, SplitError, type Splitter } from "../http/splitter.ts";
import type { Issue } from "../schema/issue.ts";
import { mentions } from "../schema/mentions.ts";
import { compileValidator } from "../schema/validator.ts";
import { InvalidItem } from "./invalid-item.ts";
import { resolved } from "./shape.ts";
import type { ParameterSource } from "./source.ts";

/** Reads the text of one item, which is the `index`th. Throws `InvalidItem`. */
type ReadItem = (text: Uint8Array, index: number) => unknown;

/** The longest item, in bytes: as long as a body that is read at once. */
const itemLimit = 1024 * 1024;

const lineTypes: ReadonlySet<string> = new Set([
  "application/jsonl",
  "application/x-ndjson",
  "application/ndjson",
  "application/jsonlines",
  "application/x-jsonlines",
]);

/**
 * `lines: AsyncIterable<Item>`: the items of JSON Lines, or of a JSON array, each checked when it comes; `AsyncIterable<Uint8Array>`:
 * the body's bytes. Nothing is read before it is asked for, and no faster than it is taken.
 */
export const items: ParameterSource = {
  rank: 5,
  bind({ parameter, definitions, strict, bodyLimit = Infinity }) {
    if (resolved(parameter.type, definitions).kind === "bytes")
      return { read: ({ exchange }) => exchange.streamBody(bodyLimit) };
    const validate = compileValidator(parameter.type, definitions, { strict });
    const bigints = mentions(parameter.type, new Set(["bigint"]), definitions);
    const readItem: ReadItem = (text, index) => {
      const loc = ["body", index];
      const parsed = parseJson(text, { bigints });
      if (!("value" in parsed)) throw new InvalidItem([invalidJson([...loc, parsed.offset], parsed.error)]);
      const issues: Issue[] = [];
      const item = validate(parsed.value, loc, issues);
      if (issues.length > 0) throw new InvalidItem(issues);
      return item;
    };
    return { read: ({ exchange }) => readItems(exchange, splitterFor(exchange), bodyLimit, readItem) };
  },
};

/** By the content type; throws an `HTTPException` for one that holds no items. */
function splitterFor(exchange: Exchange): Splitter {
  const type = exchange.header("content-type") ?? "";
  if (lineTypes.has(parseMediaType(type)?.essence ?? "")) return new LineSplitter(itemLimit);
  if (isJson(type)) return new ArraySplitter(itemLimit);
  throw new HTTPException(
    415,
    "The body must be JSON Lines (application/jsonl) or a JSON array (application/json)",
    {
      headers: { accept: "application/jsonl, application/json" },
    },
  );
}

async function* readItems(
  exchange: Exchange,
  splitter: Splitter,
  limit: number,
  readItem: ReadItem,
): AsyncGenerator<unknown> {
  let index = 0;
  try {
    for await (const bytes of exchange.streamBody(limit))
      for (const text of splitter.push(bytes)) yield readItem(text, index++);
    const last = splitter.end();
    if (last) yield readItem(last, index++);
  } catch (error) {
    if (!(error instanceof SplitError)) throw error;
    throw new InvalidItem([
      error.reason === "json"
        ? invalidJson(["body", index], error.message)
        : { type: "list_type", loc: ["body"], msg: error.message, input: null },
    ]);
  }
}

function invalidJson(loc: Issue["loc"], error: string): Issue {
  return { type: "json_invalid", loc, msg: "JSON decode error", input: {}, ctx: { error } };
}
