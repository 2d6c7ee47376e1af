import type { Issue, Step } from "./issue.ts";

/** How near a value was to its type: accepted as it is, in a neighbouring form, or only after coercion. */
export type Exactness = 0 | 1 | 2;

export const exact: Exactness = 2;
export const near: Exactness = 1;
export const coerced: Exactness = 0;

/** Named types may stand within each other this deep, as in pydantic; what is deeper is an issue, not a crash. */
export const maxDepth = 255;

/** Lists and dictionaries are left when so many issues are found, so that a small body cannot ask for a huge answer. */
export const maxIssues = 1000;

/** Whether enough is known to be wrong. */
export function isFull(run: Run): boolean {
  return run.issues.length >= maxIssues;
}

/**
 * The state of one validation or serialization. Checks push issues whose `loc` starts at their own value; whoever
 * called a check for a part of its value puts that part's step in front, so that a valid input builds no path.
 */
export interface Run {
  issues: Issue[];
  /** How many named types stand around the value. */
  depth: number;
  /** The worst exactness since the union around the value began. */
  exactness: Exactness;
  /** How many properties of objects were present since the union around the value began. */
  fields: number;
}

/** Parses one value; what it returns has a meaning only if it pushed no issue. */
export type Check = (value: unknown, run: Run) => unknown;

/** Writes one value as JSON text; what it returns has a meaning only if it pushed no issue. */
export type Write = (value: unknown, run: Run) => string;

/** A run with nothing found yet. */
export function newRun(): Run {
  return { issues: [], depth: 0, exactness: exact, fields: 0 };
}

/** Notes that a value was accepted only in a form other than its own. */
export function soften(run: Run, to: Exactness): void {
  if (to < run.exactness) run.exactness = to;
}

/** Puts `steps` before the `loc` of every issue from index `from` on. */
export function prefix(issues: Issue[], from: number, steps: readonly Step[]): void {
  for (let i = from; i < issues.length; i++) {
    const issue = issues[i] as Issue;
    issues[i] = { ...issue, loc: [...steps, ...issue.loc] };
  }
}

/** Runs `task`, a check or a write, on a part of a value; its issues are placed at `steps`. */
export function within<T>(
  task: (value: unknown, run: Run) => T,
  value: unknown,
  run: Run,
  steps: readonly Step[],
): T {
  const before = run.issues.length;
  const result = task(value, run);
  if (run.issues.length !== before) prefix(run.issues, before, steps);
  return result;
}
