import type { ParameterSource } from "./source.ts";

/**
 * The scopes that `Security` asks for on the way from a handler to the function that takes them; the handler's come first.
 * @source scopes
 */
export class SecurityScopes {
  readonly scopes: readonly string[];

  constructor(scopes: readonly string[] = []) {
    this.scopes = scopes;
  }

  /** The scopes in one text, with spaces between (RFC 6749 section 3.3). */
  get scopeStr(): string {
    return this.scopes.join(" ");
  }
}

/** `asked: SecurityScopes` */
export const scopes: ParameterSource = {
  rank: 0,
  bind(binding) {
    const asked = new SecurityScopes(binding.scopes);
    return { read: () => asked };
  },
};
