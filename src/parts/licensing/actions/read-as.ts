import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';

/** The company of a tenant's member, a reseller's or a buyer's; null for everybody who sees all. */
export function tenantOf(who: Who): string | null {
  return who.kind === 'member' ? who.companyId : null;
}

/** A transaction that sees what the caller may see: everything for staff, its own rows for a reseller or a buyer. Nothing personal. */
export function readAs<T>(deps: Deps, who: Who, run: (trx: Trx) => Promise<T>): Promise<T> {
  const tenant = tenantOf(who);
  if (tenant === null) return deps.db.base(run);
  const role = who.kind === 'member' && who.role === 'buyer administrator' ? 'buyer' : 'reseller';
  return deps.db.tenant<'reseller' | 'buyer', T>(role, tenant, run);
}
