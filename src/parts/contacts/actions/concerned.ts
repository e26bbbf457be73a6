import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Category } from '../../../platform/db/purposes.ts';
import { personColumns, personFields } from '../rules.ts';
import {
  addWaiting,
  type ConcernedAsked,
  countConcernedRows,
  endWaiting,
  readConcerned,
  readReachable,
} from '../store/concerned.ts';

type Reads = Database['read'];

/** Whoever gave data of these categories before then, and has some of it here still. */
export interface Concerned {
  readonly categories: readonly Category[];
  readonly before: Date;
}

function asked({ categories, before }: Concerned): ConcernedAsked {
  return {
    fields: personFields.filter((field) => categories.includes(personColumns[field])),
    addresses: categories.includes('address'),
    registrations: categories.includes('profession'),
    before,
  };
}

/** Their ids in order, after one of them. */
export function concernedPeople(
  db: Reads,
  concerned: Concerned,
  page: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  return readConcerned(db, asked(concerned), page);
}

/** How many they are, and how many of them must not be written to now. */
export function countConcerned(db: Reads, concerned: Concerned) {
  return countConcernedRows(db, asked(concerned));
}

/** A use waits for these people until they were told of it, or have answered. */
export function waitForPeople(trx: Trx, personIds: readonly string[], use: string): Promise<void> {
  return addWaiting(trx, personIds, use);
}

/** They were told, or have said yes. */
export function letUse(trx: Trx, personIds: readonly string[], uses: readonly string[]): Promise<void> {
  return endWaiting(trx, personIds, uses);
}

/** Of these people who may be written to about their own rights, with their address. */
export function reachablePeople(trx: Trx<'rights'>, ids: readonly string[]) {
  return readReachable(trx, ids);
}
