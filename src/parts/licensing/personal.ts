import type { Trx } from '../../platform/db/database.ts';
import { readTold, type ToldRow } from './store/told.ts';

/** All that registrations hold of a person, as it was told. */
export function exportRegistrations(trx: Trx<'rights'>, personId: string): Promise<ToldRow[]> {
  return readTold(trx, 'rights', { by: 'person', id: personId });
}
