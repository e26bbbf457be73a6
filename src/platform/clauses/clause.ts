import type { Category } from '../db/purposes.ts';
import type { BehaviourProbe, BehaviourSaboteur } from './behaviour.ts';
import type { BytesProbe, BytesSaboteur } from './bytes.ts';
import type { EgressProbe, EgressSaboteur } from './egress.ts';
import type { RowsProbe, RowsSaboteur } from './rows.ts';
import type { StructureProbe, StructureSaboteur } from './structure.ts';
import type { TracesProbe, TracesSaboteur } from './traces.ts';

/** One clause of the policy. The published page is rendered from these and from nothing else. */
export interface Clause {
  /** Stable id, as in the policy: `A1`. */
  readonly id: string;
  readonly version: number;
  /** The part that keeps it, or `all` for a clause over all parts. */
  readonly part: string;
  readonly title: string;
  /** The published sentences; empty where nothing is built, so that nothing is promised. `{vendor}`, `{privacyMailbox}`, `{removeMailbox}`, `{address}`, `{phone}`, `{offices}` are filled from the vendor's identity. */
  readonly text: string;
  /** What Kept does for it, in one sentence, for the board. */
  readonly keeps: string;
  /** Terms of the W3C Data Privacy Vocabulary (https://w3id.org/dpv) that the clause speaks of. */
  readonly terms: readonly string[];
  /** What an absolute word of the text ("never", "anywhere") covers, and what lies outside it. */
  readonly boundary: string;
  /** Of which categories of data its words speak: whoever gave such data is told when they change. Where it is absent, of all; none: of nobody who is known here. */
  readonly concerns?: readonly Category[];
  /** Everybody is told the state and nothing more: how much was looked at, when and with which result would tell of single people. */
  readonly stateOnly?: true;
  readonly demands: readonly Demand[];
}

export type DemandKind = 'prohibition' | 'precondition' | 'visibility' | 'completeness' | 'deadline' | 'quality';

/** One thing that the clause asks of the running system. */
export type Demand = BuiltDemand | UnbuiltDemand | AttestedDemand;

interface DemandName {
  /** `A1.no-cookie` */
  readonly id: string;
  /** What must be so, in one plain sentence. */
  readonly says: string;
}

export interface BuiltDemand extends DemandName {
  readonly built: true;
  readonly kind: DemandKind;
  /** What makes it true. */
  readonly control: string;
  readonly proof: Proof;
  /** How the probe could be green while the demand is broken. */
  readonly couldBeWrong: string;
}

/** Shown as "unproven: not built". */
export interface UnbuiltDemand extends DemandName {
  readonly built: false;
}

/** A promise that only people can keep: shown as attested, with who and when, never as proven. */
export interface AttestedDemand extends DemandName {
  readonly built: 'by people';
}

/** A probe with the saboteur that must turn it red. They share no code with the control. */
export type Proof =
  | { readonly probe: RowsProbe; readonly saboteur: RowsSaboteur }
  | { readonly probe: StructureProbe; readonly saboteur: StructureSaboteur }
  | { readonly probe: BehaviourProbe; readonly saboteur: BehaviourSaboteur }
  | { readonly probe: BytesProbe; readonly saboteur: BytesSaboteur }
  | { readonly probe: EgressProbe; readonly saboteur: EgressSaboteur }
  | { readonly probe: TracesProbe; readonly saboteur: TracesSaboteur };
