import type { Trx } from '../../../platform/db/database.ts';
import type { Category, Purpose } from '../../../platform/db/purposes.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';

/** Under what a member reads people: staff by purpose, a reseller's member by the rows shared with its company. */
export type DeskReader = Purpose | 'reseller';

/** One line of the look-up log: whose data, and names of the fields that were shown. */
export interface LookUp {
  readonly kind: 'opened' | 'listed' | 'found' | 'exported';
  readonly personId: string | null;
  readonly companyId: string | null;
  readonly fields: readonly string[];
}

/**
 * The one door through which staff and resellers read people. Opens the transaction as the stated purpose (staff) or as
 * the tenant (reseller), runs `read`, then writes what it looked at into the look-up log in the same transaction, as base.
 * `finish` runs last, as base, for what needs no personal column (provenance, names of companies).
 */
export async function lookUp<Read, Shown>(
  _deps: Deps,
  _who: Member,
  _ground: Ground | null,
  _steps: {
    readonly read: (trx: Trx<DeskReader>, reader: DeskReader) => Promise<{ read: Read; lookUps: readonly LookUp[] }>;
    readonly finish: (trx: Trx<'base'>, read: Read, reader: DeskReader) => Promise<Shown>;
  },
): Promise<Shown> {
  throw new Error('not built yet');
}

/** Whether this reader sees columns of a category; a reseller sees all that its column grants name. */
export function mayRead(_reader: DeskReader, _category: Category): boolean {
  throw new Error('not built yet');
}
