import type { ChangeReason } from '../wire/licences.ts';
import type { LicenceState } from './verdict.ts';

/** What the desk shows: a licence in use whose term is over is expired, by the day and by nothing that has to run. */
export type ShownState = LicenceState | 'expired';

export const licenceActs = ['issue', 'suspend', 'resume', 'hold', 'release', 'revoke', 'reinstate', 'replace'] as const;
export type LicenceAct = (typeof licenceActs)[number];

type Keeper = 'administrator' | 'licence desk';

interface Transition {
  readonly from: readonly LicenceState[];
  /**
   * `in use` stands for what fits: active where somebody has activated, otherwise issued. `as before`: the same, unless another stop lies
   * beneath, which somebody else is to lift.
   */
  readonly to: LicenceState | 'in use' | 'as before';
  readonly may: readonly Keeper[];
  readonly needsReason: boolean;
  /** What the licence's past calls it. */
  readonly event: string;
}

const both: readonly Keeper[] = ['administrator', 'licence desk'];
const used: readonly LicenceState[] = ['issued', 'active'];

/** Every change of state that anybody may make. What takes more than a click to undo needs a reason. */
export const transitions: Readonly<Record<LicenceAct, Transition>> = {
  issue: { from: ['draft'], to: 'issued', may: both, needsReason: false, event: 'issued' },
  suspend: { from: used, to: 'suspended', may: both, needsReason: false, event: 'suspended' },
  resume: { from: ['suspended'], to: 'in use', may: both, needsReason: false, event: 'resumed' },
  hold: { from: [...used, 'suspended'], to: 'on hold', may: both, needsReason: true, event: 'held' },
  release: { from: ['on hold'], to: 'as before', may: both, needsReason: true, event: 'released' },
  revoke: { from: [...used, 'suspended', 'on hold'], to: 'revoked', may: both, needsReason: true, event: 'revoked' },
  reinstate: { from: ['revoked'], to: 'as before', may: ['administrator'], needsReason: true, event: 'reinstated' },
  replace: { from: [...used, 'suspended', 'on hold'], to: 'replaced', may: both, needsReason: true, event: 'replaced' },
};

interface Standing {
  readonly state: LicenceState;
  readonly expiresOn: string | null;
}

export function shownState({ state, expiresOn }: Standing, today: string): ShownState {
  return used.includes(state) && expiresOn !== null && expiresOn < today ? 'expired' : state;
}

export type ChangeVerdict =
  | { readonly allowed: true; readonly to: LicenceState }
  | { readonly allowed: false; readonly fault: 'caller' | 'state' | 'reason' };

/** May this caller do this to the licence now, and which state does it have then? */
export function judgeChange(
  act: LicenceAct,
  licence: {
    readonly state: LicenceState;
    readonly activated: boolean;
    /** Stops that nobody has lifted. */
    readonly beneath: { readonly suspended: boolean; readonly held: boolean };
  },
  asked: { readonly role: string; readonly reason: ChangeReason | null },
): ChangeVerdict {
  const { from, to, may, needsReason } = transitions[act];
  if (!may.some((role) => role === asked.role)) return { allowed: false, fault: 'caller' };
  if (!from.includes(licence.state)) return { allowed: false, fault: 'state' };
  if (needsReason && asked.reason === null) return { allowed: false, fault: 'reason' };
  if (to !== 'in use' && to !== 'as before') return { allowed: true, to };
  if (to === 'as before' && act !== 'release' && licence.beneath.held) return { allowed: true, to: 'on hold' };
  if (to === 'as before' && licence.beneath.suspended) return { allowed: true, to: 'suspended' };
  return { allowed: true, to: licence.activated ? 'active' : 'issued' };
}

/** What this caller may do to the licence now, in the order of the list. */
export function actsOn(licence: { readonly state: LicenceState }, role: string): readonly LicenceAct[] {
  return licenceActs.filter(
    (act) => transitions[act].from.includes(licence.state) && transitions[act].may.some((one) => one === role),
  );
}
