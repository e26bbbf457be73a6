import { sha256 } from '../../../platform/crypto/digest.ts';
import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { hasAddress } from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import { endSitting, findSitting } from '../store/links.ts';

export interface Sitting {
  readonly personId: string;
  readonly token: string;
  readonly until: Date;
}

/** Runs in the person's own transaction, while their sitting lasts and their address is the one that it was opened with. */
export function inSitting<T>(
  deps: Deps,
  token: string,
  run: (trx: Trx<'rights'>, sitting: Sitting) => Promise<T>,
): Promise<T> {
  return deps.db.base(async (base) => {
    const row = await findSitting(base, sha256(token), deps.clock.now());
    if (!row || !(await hasAddress(base, row))) throw errors.KEPT_SITTING_ENDED();
    const trx = await become(base, deps.db.prefix, 'rights');
    return run(trx, { personId: row.personId, token, until: row.until });
  });
}

/** Signing out twice does no harm. */
export async function signOut(deps: Deps, token: string): Promise<void> {
  await deps.db.base((trx) => endSitting(trx, sha256(token), deps.clock.now()));
}
