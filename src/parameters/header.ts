import type { ParameterSource } from "./source.ts";
import { bindText } from "./text.ts";
import type { TextSource } from "./text-source.ts";

/** `userAgent`, `user_agent` and `xToken` as header names: `user-agent`, `x-token`. */
export function headerName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
}

const text: TextSource = {
  in: "header",
  wireName: (name, { convertUnderscores = true }) => (convertUnderscores ? headerName(name) : name),
  one: (context, name) => context.exchange.headerValues(name.toLowerCase())[0],
  all: (context, name) => context.exchange.headerValues(name.toLowerCase()),
  names: (context) => [
    ...new Set(context.exchange.rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase())),
  ],
};

/** `userAgent: Header<string>`: of a repeated header a single value takes the first. */
export const header: ParameterSource = { rank: 3, bind: (binding) => bindText(text, binding) };
