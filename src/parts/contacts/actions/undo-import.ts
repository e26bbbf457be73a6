import type { Trx } from '../../../platform/db/database.ts';
import { type Reference, referencesTo } from '../../../platform/db/references.ts';
import { countLeft, deleteCompanies, deletePeople, readLast } from '../store/undo-import.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

/** Takes out the people of these ids, or the companies: all on which nothing was built. The people go before the companies. */
export async function undoContacts(trx: Trx, what: 'people' | 'companies', range: Range): Promise<number> {
  const references: Reference[] = await referencesTo(trx, `contacts.${what}`);
  return (what === 'people' ? deletePeople : deleteCompanies)(trx, range, references);
}

export const contactsLeft = countLeft;
export const lastContact = readLast;
