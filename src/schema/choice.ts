import type { Issue } from "./issue.ts";
import { type Check, exact, type Exactness, prefix, type Run } from "./run.ts";

/** A member of a union that a value may turn out to be. */
export interface Candidate {
  /** Its place among the members. */
  readonly index: number;
  readonly label: string;
  readonly check: Check;
}

/** The member that a value is, and the value as it parsed. */
export interface Choice {
  readonly index: number;
  readonly value: unknown;
  readonly exactness: Exactness;
  readonly fields: number;
}

/** A union tells this many issues at most: in unions that hold themselves they would multiply with every level. */
const mostIssues = 100;

function tryOne(candidate: Candidate, value: unknown, run: Run): Choice | Issue[] {
  run.issues = [];
  run.exactness = exact;
  run.fields = 0;
  const parsed = candidate.check(value, run);
  if (run.issues.length) return run.issues;
  return { index: candidate.index, value: parsed, exactness: run.exactness, fields: run.fields };
}

/** More properties make the better match, then exactness, then the order of declaration. */
function isBetter(one: Choice, other: Choice): boolean {
  if (one.fields !== other.fields && one.fields > 0 && other.fields > 0) return one.fields > other.fields;
  if (one.exactness !== other.exactness) return one.exactness > other.exactness;
  return one.index < other.index;
}

/** Tries candidates in turn until `enough`; if none fits, the issues of all are pushed in the order of declaration. */
function choose(
  candidates: readonly Candidate[],
  value: unknown,
  run: Run,
  enough: (choice: Choice) => boolean,
): Choice | undefined {
  const { issues, exactness, fields } = run;
  const failures: Issue[][] = [];
  let best: Choice | undefined;
  for (const candidate of candidates) {
    const found = tryOne(candidate, value, run);
    if (Array.isArray(found)) {
      found.length = Math.min(found.length, mostIssues);
      prefix(found, 0, [candidate.label]);
      failures[candidate.index] = found;
    } else {
      if (enough(found) || !best || isBetter(found, best)) best = found;
      if (enough(found)) break;
    }
  }
  run.issues = issues;
  run.exactness = best && best.exactness < exactness ? best.exactness : exactness;
  run.fields = fields + (best?.fields ?? 0);
  if (!best) for (const issue of failures.flat().slice(0, mostIssues)) issues.push(issue);
  return best;
}

/** The best match, as pydantic's smart mode finds it; what is exact and has no properties is taken at once. */
export function chooseBest(candidates: readonly Candidate[], value: unknown, run: Run): Choice | undefined {
  return choose(candidates, value, run, (choice) => choice.exactness === exact && choice.fields === 0);
}

/** The first match. */
export function chooseFirst(candidates: readonly Candidate[], value: unknown, run: Run): Choice | undefined {
  return choose(candidates, value, run, () => true);
}
