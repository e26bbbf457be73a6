import type { Trx } from '../../../platform/db/database.ts';
import * as store from '../store/move-buyers.ts';

interface Moving {
  readonly from: string;
  readonly into: string;
}

/** Administrators of a buyer, and those invited, where their company goes into another. */
export const moveBuyers = {
  count: (trx: Trx, companyId: string): Promise<number> => store.countBuyers(trx, companyId),
  /** Those of the list, or all; who they were, by kind. */
  async move(
    trx: Trx,
    moving: Moving,
    only: Readonly<Record<string, readonly string[]>> | null,
  ): Promise<Record<'administrator' | 'invitation', string[]>> {
    return {
      administrator: await store.moveMembers(trx, moving, only && (only.administrator ?? [])),
      invitation: await store.moveInvitations(trx, moving, only && (only.invitation ?? [])),
    };
  },
};
