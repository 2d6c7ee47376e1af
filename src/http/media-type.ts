/** A media type (RFC 9110 section 8.3.1): `essence` is `type/subtype` in lower case, and parameter names are too. */
export interface MediaType {
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const essencePattern = new RegExp(`^[ \\t]*(${token}/${token})[ \\t]*(?=;|$)`);
const parameterPattern = new RegExp(
  `;[ \\t]*(?:(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)"))?[ \\t]*(?=;|$)`,
  "y",
);

/** Reads a `Content-Type`; `undefined` where it does not begin with a media type. Parameters end at the first malformed one. */
export function parseMediaType(text: string): MediaType | undefined {
  const start = essencePattern.exec(text);
  if (!start) return undefined;
  const parameters = new Map<string, string>();
  parameterPattern.lastIndex = start[0].length;
  for (let match = parameterPattern.exec(text); match; match = parameterPattern.exec(text)) {
    const [, name, plain, quoted] = match;
    const key = name?.toLowerCase();
    if (key === undefined || parameters.has(key)) continue;
    parameters.set(key, plain ?? (quoted as string).replace(/\\(.)/g, "$1"));
  }
  return { essence: (start[1] as string).toLowerCase(), parameters };
}

/** Whether a `Content-Type` says JSON: `application/json`, or `application/` with the suffix `+json` (RFC 6839 section 3.1). */
export function isJson(contentType: string): boolean {
  if (contentType === "application/json") return true;
  const essence = parseMediaType(contentType)?.essence ?? "";
  return essence === "application/json" || (essence.startsWith("application/") && essence.endsWith("+json"));
}

/** A media type as `Content-Type` has it: one of text is in UTF-8 where it does not say in what. */
export function withCharset(mediaType: string): string {
  return mediaType.startsWith("text/") && !/;\s*charset=/i.test(mediaType)
    ? `${mediaType}; charset=utf-8`
    : mediaType;
}
