/** `true` where `A` and `B` are the same type, `any` and `readonly` told apart; otherwise `false`. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `true` where each of `A` and `B` may stand for the other. */
export type Alike<A, B> = [A, B] extends [B, A] ? true : false;

/** Compiles only where each type given is `true`; does nothing when it runs. */
export function holds<_Facts extends readonly true[]>(): void {}
