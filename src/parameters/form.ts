import type { ParameterSource } from "./source.ts";
import { bindText } from "./text.ts";
import type { TextSource } from "./text-source.ts";

const text: TextSource = {
  in: "body",
  holdsFiles: true,
  wireName: (name) => name,
  one: ({ body }, name) => body?.form?.last(name),
  all: ({ body }, name) => body?.form?.all(name) ?? [],
  names: ({ body }) => body?.form?.names() ?? [],
};

/** `username: Form<string>`, `file: File`: the fields of a urlencoded or multipart form; a field left blank is not there. */
export const form: ParameterSource = {
  rank: 5,
  readsBody: true,
  bind: (binding) => bindText(text, binding),
};
