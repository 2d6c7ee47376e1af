import { attachSignature, type Handler } from "../contract/attached.ts";
import type { DependsOptions, Resolved } from "../parameters/markers.ts";
import { attachedTo, isClass } from "./graph.ts";

/**
 * As `Depends`, and it asks for scopes: `Security<typeof user, ["items"]>`. They are joined with those of the functions on the
 * way to it; a `SecurityScopes` parameter of `F`, or of what it depends on, holds them all, and so does the document.
 * @source dependency
 */
export type Security<
  F extends Handler,
  _S extends readonly string[] = [],
  _M extends DependsOptions = {},
> = Resolved<F>;

/** The same where nobody takes the result: `{ dependencies: [Security(user, ["items"])] }`. */
export function Security<F extends Handler>(dependency: F, scopes: readonly string[]): Handler {
  const { signature, callables } = attachedTo(dependency, `the dependency ${dependency.name}`);
  const { location, definitions } = signature;
  const id = "Security";
  const asked = { id, construct: isClass(dependency), scopes, signature };
  const parameter = {
    name: signature.name,
    text: `Security<typeof ${signature.name}>`,
    source: "dependency",
    type: { kind: "unknown" },
    optional: false,
    dependency: asked,
    location,
  } as const;
  return attachSignature(
    () => undefined,
    {
      name: id,
      parameters: [parameter],
      result: { kind: "value", type: { kind: "unknown" }, declared: false },
      definitions,
      location,
    },
    { ...callables, [id]: () => dependency },
  );
}
