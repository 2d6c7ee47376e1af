import { misfit } from "./misfit.ts";
import { shapeOf } from "./shape.ts";
import type { ParameterSource } from "./source.ts";
import { bindText } from "./text.ts";
import type { TextSource } from "./text-source.ts";

const text: TextSource = {
  in: "cookie",
  wireName: (name) => name,
  one: (context, name) => context.cookies[name],
  all: (context, name) => {
    const value = context.cookies[name];
    return value === undefined ? [] : [value];
  },
  names: (context) => Object.keys(context.cookies),
};

/** `session: Cookie<string>` (RFC 6265 section 4.2). */
export const cookie: ParameterSource = {
  rank: 4,
  bind(binding) {
    if (shapeOf(binding.parameter.type, binding.definitions) === "list")
      throw misfit(binding.parameter, "cookie");
    return bindText(text, binding);
  },
};
