import type { Trx } from '../../../platform/db/database.ts';
import type { ErasureRow } from '../store/erasures.ts';

export interface ErasureAsked {
  readonly personId: string;
  readonly cause: ErasureRow['cause'];
  readonly requestId: string | null;
  /** Told to the person before; null makes one. */
  readonly number: string | null;
  /** Days for which backups are kept. */
  readonly backupDays: number;
  /** One of many: whoever was given something of them is told of all in one mail, once `tellHolders` is called. */
  readonly together?: boolean;
}

/** What was erased, in the clear, for as long as it must still be looked for: in memory, and nowhere else. */
export interface Erased {
  readonly id: string;
  readonly number: string;
  readonly personId: string;
  readonly values: readonly string[];
}

/** Erasing, for those who decide that it is done. Files of its own would knot those who are handed it and those who do it. */
export interface Erases {
  readonly erase: (prepare: (trx: Trx<'rights'>) => Promise<ErasureAsked>) => Promise<Erased>;
  /** Tells holders of those that were erased together. */
  readonly tellHolders: () => Promise<number>;
  readonly finish: () => Promise<number>;
  readonly proveBytes: () => Promise<number>;
}
