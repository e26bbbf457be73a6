import type { ProofState } from '../wire/proof.ts';

const hour = 3_600_000;
/** A proof runs each day; two hours are allowed for its turn. */
const freshFor = 26 * hour;
/** A probe that was not seen red within this time counts for nothing. */
const redFor = 30 * 24 * hour;

/** What is known of a demand. Times are of the evidence; `version` is that of the probe as it is now. */
export interface Evidence {
  readonly built: true | false | 'by people';
  readonly version: string | null;
  readonly newest: {
    readonly verdict: 'true' | 'false' | 'unknown';
    readonly version: string;
    readonly at: Date;
  } | null;
  /** The newest attempt to turn this very probe red, and the last time that it succeeded. */
  readonly sabotage: { readonly red: boolean; readonly at: Date } | null;
  readonly lastRedAt: Date | null;
  /** The newest promise of people: whose, by role, and until when it holds. */
  readonly attested: { readonly role: string; readonly at: Date; readonly until: Date } | null;
}

export interface Weighed {
  readonly state: ProofState;
  /** Why it is not held; null where it is. */
  readonly why: string | null;
}

const unproven = (why: string): Weighed => ({ state: 'unproven', why });

/** Held only if the newest verdict is true, fresh, by this probe, and its saboteur was seen red by this probe lately. */
export function demandState(evidence: Evidence, now: Date): Weighed {
  const { built, newest, sabotage, lastRedAt, version } = evidence;
  if (built === false) return { state: 'not built', why: 'the system does not do this yet' };
  if (built === 'by people') return attestedState(evidence.attested, now);
  if (!newest) return unproven('the probe has not run yet');
  if (newest.verdict === 'false') return { state: 'broken', why: 'the probe found counterexamples' };
  if (newest.version !== version) return unproven('the probe has changed since it last ran');
  if (newest.verdict === 'unknown') return unproven('the probe could not tell');
  if (!sabotage || !lastRedAt) return unproven('the probe was never seen red');
  if (!sabotage.red) return unproven('its saboteur did not turn the probe red');
  if (older(lastRedAt, redFor, now)) return unproven('the probe was not seen red in the last 30 days');
  if (older(newest.at, freshFor, now)) return { state: 'stale', why: 'the last proof is older than 26 hours' };
  return { state: 'held', why: null };
}

/** A promise is never a proof, and holds no longer than was said. */
function attestedState(attested: Evidence['attested'], now: Date): Weighed {
  if (!attested) return unproven('nobody has attested it');
  const { role, at, until } = attested;
  const told = `attested by the ${role} on ${day(at)}`;
  if (until <= now) return unproven(`${told}, which has lapsed on ${day(until)}`);
  return { state: 'attested', why: `${told}, until ${day(until)}` };
}

const day = (at: Date) => at.toISOString().slice(0, 10);

function older(at: Date, span: number, now: Date): boolean {
  return now.getTime() - at.getTime() > span;
}

/** From worst to best. */
export const states: readonly ProofState[] = ['broken', 'unproven', 'not built', 'stale', 'attested', 'held'];

/** A clause is as good as the worst of its demands; without demands nothing is known of it. */
export function clauseState(demands: readonly ProofState[]): ProofState {
  return states.find((state) => demands.includes(state)) ?? 'unproven';
}

/** Figures for the public, who need no exact ones: none, 1-9, 10-99, 100-999 ... */
export function band(count: number | null): string {
  if (count === null) return 'not known';
  if (count <= 0) return 'none';
  const low = 10 ** (String(Math.floor(count)).length - 1);
  return `${low.toLocaleString('en')}-${(low * 10 - 1).toLocaleString('en')}`;
}

const sabotageEvery = 7 * 24 * hour;
const sabotageAgainAfter = 24 * hour;

/** Whether this probe should be broken on purpose anew: never tried, a week ago, or a day ago without its noticing. */
export function sabotageDue(sabotage: Evidence['sabotage'], now: Date): boolean {
  if (!sabotage) return true;
  return older(sabotage.at, sabotage.red ? sabotageEvery : sabotageAgainAfter, now);
}
