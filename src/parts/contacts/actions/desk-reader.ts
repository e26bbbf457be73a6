import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { isStaff } from '../../../platform/http/roles.ts';
import type { Member } from '../../../platform/http/who.ts';

/** The company of a tenant's member; null for staff. Other tenants than resellers have nothing to see here. */
export function tenantOf(who: Member): string | null {
  if (isStaff(who.role)) return null;
  if (who.role === 'buyer administrator' || !who.companyId) throw httpErrors.KEPT_NOT_ALLOWED();
  return who.companyId;
}

/** Reads what is not personal: staff as base, a reseller's member as the tenant, so that the database decides. */
export function inDesk<T>(
  deps: Deps,
  who: Member,
  run: (trx: Trx<'base' | 'reseller'>, tenantCompanyId: string | null) => Promise<T>,
): Promise<T> {
  const tenant = tenantOf(who);
  return tenant === null
    ? deps.db.base((trx) => run(trx, null))
    : deps.db.tenant('reseller', tenant, (trx) => run(trx, tenant));
}
