import type { SecurityDescription } from "../openapi/operation.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** OpenAPI's security scheme object as AsyncAPI's (AsyncAPI 3.0, Security Scheme Object): an API key is one of HTTP. */
export function securityScheme({ scheme }: SecurityDescription): JsonObject {
  if (scheme["type"] === "apiKey") return { ...scheme, type: "httpApiKey" };
  if (scheme["type"] !== "oauth2") return scheme;
  const flows = Object.entries(scheme["flows"] as Readonly<Record<string, JsonObject>>).map(
    ([name, { scopes, ...flow }]) => [name, { ...flow, availableScopes: scopes }],
  );
  return { ...scheme, flows: Object.fromEntries(flows) };
}

/** What an operation asks for: a reference to each scheme; where scopes are asked for, the scheme with them. */
export function securityOf(security: readonly SecurityDescription[]): readonly JsonObject[] {
  const byName = Map.groupBy(security, ({ name }) => name);
  return Array.from(byName, ([name, [first, ...others]]) => {
    const scopes = new Set([first, ...others].flatMap((use) => use?.scopes ?? []));
    return first && scopes.size > 0 && takesScopes(first)
      ? { ...securityScheme(first), scopes: [...scopes] }
      : { $ref: `#/components/securitySchemes/${name}` };
  });
}

function takesScopes({ scheme }: SecurityDescription): boolean {
  return scheme["type"] === "oauth2" || scheme["type"] === "openIdConnect";
}
