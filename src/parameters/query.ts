import type { ParameterSource } from "./source.ts";
import { bindText } from "./text.ts";
import type { TextSource } from "./text-source.ts";

const text: TextSource = {
  in: "query",
  wireName: (name) => name,
  one: (context, name) => context.query.last(name),
  all: (context, name) => context.query.all(name),
  names: (context) => context.query.names(),
};

/** `q: Query<string>`: the part of the target after `?`; of a repeated key a single value takes the last. */
export const query: ParameterSource = { rank: 2, bind: (binding) => bindText(text, binding) };
