import type { Code } from './faults.ts';
import type { Lease } from './lease-answer.ts';
import { type LicenceDocument, usualTolerance } from './licence-document.ts';
import type { StatusAnswer } from './status-answer.ts';

const dayMs = 86_400_000;

/** How long a program runs on when something fails. Set apart from each other; what the licence says goes before. */
export interface Grace {
  /** Days without a signed answer of the server; null where no connection is ever needed. */
  readonly networkDays: number | null;
  /** Days after the licence has expired. */
  readonly expiryDays: number;
  /** Hours after the lease of a floating seat has ended. */
  readonly leaseHours: number;
  /** How far the clock may go back, in milliseconds. */
  readonly clockToleranceMs: number;
}

export const usualGrace: Grace = { networkDays: null, expiryDays: 7, leaseHours: 8, clockToleranceMs: usualTolerance };

/** All that the decision knows. */
export interface RunFacts {
  readonly document: LicenceDocument | null;
  /** The last answer of the server that is later than the document; null where there is none. */
  readonly status: StatusAnswer | null;
  /** The last lease of a floating seat; null where there is none. */
  readonly lease: Lease | null;
  /** Code of the product that asks. */
  readonly product: string;
  /** When this release was built, `YYYY-MM-DD`. */
  readonly builtOn: string;
  /** The feature that is asked for; null for the program itself. */
  readonly feature: string | null;
  /** SHA-256 of this machine's fingerprint, in hexadecimal. */
  readonly machine: string | null;
  /** The latest time that this computer is known to have seen. */
  readonly lastSeen: Date | null;
  readonly now: Date;
  readonly grace: Grace;
}

/** The answer. `until` is when a yes ends if nothing changes, in milliseconds since 1970; null where it does not end. */
export interface Verdict {
  readonly run: boolean;
  readonly code: Code;
  readonly until: number | null;
}

/** May this build run with this feature now? Time, machine and files are arguments: nothing is read here. */
export function mayRun(facts: RunFacts): Verdict {
  const { document, status } = facts;
  if (!document) return no(3101);
  if (document.product !== facts.product) return no(3102);
  if (document.machine !== null && document.machine !== facts.machine) return no(3103);
  // Before all that may change meanwhile, so that a session that runs on is not given what was never licensed.
  if (facts.feature !== null && document.features && !document.features.includes(facts.feature)) return no(3105);
  if (status?.verdict === 'revoked') return no(3111);
  if (status?.verdict === 'replaced') return no(3113);
  if (status?.verdict === 'held') return no(3112);
  if (status?.verdict === 'suspended') return no(3110);
  if (status?.verdict === 'deactivated') return no(3109);
  const { maintenanceUntil } = status ?? document;
  if (maintenanceUntil !== null && facts.builtOn > maintenanceUntil) return no(3104);
  return inTime(facts, document);
}

function inTime(facts: RunFacts, document: LicenceDocument): Verdict {
  const { now, grace } = facts;
  const { seen, expires, lapses, halfway, connectBy, leased, leaseLost } = limitsOf(facts, document);
  const wentBack = now.getTime() < seen - grace.clockToleranceMs;
  const until = Math.min(lapses, connectBy, leaseLost);
  // Whoever's licence has no end does not need a clock.
  if (until === never) return yes(wentBack ? 3003 : 0, null);
  const at = Math.max(now.getTime(), seen);
  if (at >= lapses) return no(3106);
  if (wentBack) return no(3107);
  if (at >= connectBy) return no(3108);
  if (at >= leaseLost) return no(3114);
  if (at >= expires) return yes(3002, until);
  if (at >= leased) return yes(3005, until);
  // Half of the grace without a connection is worth a word.
  return yes(at >= halfway ? 3001 : 0, until);
}

const never = Number.POSITIVE_INFINITY;
const hourMs = 3_600_000;

function limitsOf({ status, lease, builtOn, lastSeen, ...facts }: RunFacts, document: LicenceDocument) {
  const grace = { ...facts.grace, ...document.grace };
  const { expiresOn } = status ?? document;
  const confirmed = Math.max((status?.checkedAt ?? document.issuedAt).getTime(), lease?.checkedAt.getTime() ?? 0);
  const network = grace.networkDays === null ? never : grace.networkDays * dayMs;
  const leased = document.floating ? (lease?.leasedUntil.getTime() ?? 0) : never;
  const expires = expiresOn === null ? never : endOfDay(expiresOn);
  return {
    seen: Math.max(lastSeen?.getTime() ?? 0, confirmed, Date.parse(`${builtOn}T00:00:00.000Z`)),
    expires,
    lapses: expires + grace.expiryDays * dayMs,
    halfway: confirmed + network / 2,
    connectBy: confirmed + network,
    leased,
    leaseLost: leased === 0 ? 0 : leased + grace.leaseHours * hourMs,
  };
}

/** A day has ended everywhere on earth: where the vendor's day ends is not in the document, and a yes does no harm. */
function endOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`) + dayMs + dayMs / 2;
}

/** What this session was allowed before: the program itself, and the feature that is asked for. */
export interface Allowed {
  readonly program: boolean;
  readonly feature: boolean;
}

/**
 * The never-stop rule: what a running session was allowed it keeps, whatever clock, network and server say meanwhile.
 * A feature asked for the first time in a session that runs is refused only where the licence does not include it.
 */
export function keepRunning(before: Allowed, fresh: Verdict): Verdict {
  if (fresh.run || !(before.program || before.feature)) return fresh;
  return fresh.code === 3105 && !before.feature ? fresh : yes(3004, null);
}

const yes = (code: Code, until: number | null): Verdict => ({ run: true, code, until });
const no = (code: Code): Verdict => ({ run: false, code, until: null });
