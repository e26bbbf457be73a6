/** What a probe found. `examined` and `counted` come by two ways; unequal, or nothing examined, is *unproven* at best. */
export interface Finding {
  readonly examined: number;
  readonly counted: number;
  /** Keys of what breaks the demand: ids, names of columns or routes; never personal data. */
  readonly counterexamples: readonly string[];
}

export type Verdict = 'true' | 'false' | 'unknown';

/** A finding weighed. `cause` says why nothing is known, or that only a share of a large table was looked at; it never quotes data. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly finding: Finding | null;
  readonly cause: string | null;
}

const kept = 50;

/** The first counterexamples, and how many more there are. */
export function listed(keys: readonly string[], total = keys.length): string[] {
  const shown = keys.slice(0, kept).map((key) => key.slice(0, 200));
  return total > shown.length ? [...shown, `and ${total - shown.length} more`] : shown;
}

/** How the cause of a verdict begins that rests on shares of large tables. */
const inShares = 'looked at in shares: ';

export function isInShares(cause: string | null): boolean {
  return cause?.startsWith(inShares) === true;
}

/**
 * Nothing examined: unknown. Counterexamples: false, whatever else was not looked at (decision 45). Unequal: unknown. Else true.
 * `noted` says of which tables only a share was looked at.
 */
export function weigh(finding: Finding, noted: ReadonlySet<string> = new Set()): Outcome {
  const shares = noted.size > 0 ? `${inShares}${[...noted].sort().join('; ')}` : null;
  const { examined, counted, counterexamples } = finding;
  const unknown = (cause: string): Outcome => ({ verdict: 'unknown', finding, cause });
  if (!Number.isSafeInteger(examined) || !Number.isSafeInteger(counted)) return unknown('the probe did not count');
  if (examined > 0 && counterexamples.length > 0) return { verdict: 'false', finding, cause: shares };
  if (examined !== counted) return unknown(`looked at ${examined}, but counted another way there are ${counted}`);
  if (examined === 0) return unknown('there was nothing to look at');
  return { verdict: 'true', finding, cause: shares };
}
