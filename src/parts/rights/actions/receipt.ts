import type { Deps } from '../../../platform/deps.ts';
import { errors } from '../errors.ts';
import { readErasure } from '../store/erasures.ts';
import { zoneOf } from './clock.ts';

/** The receipt with this number, once something was erased. */
export async function readReceipt(deps: Deps, number: string) {
  const row = await readErasure(deps.db.read, { number: number.toUpperCase() });
  if (!row || row.erased_at === null) throw errors.KEPT_RECEIPT_UNKNOWN();
  return { row, zone: await zoneOf(deps.db.read) };
}
