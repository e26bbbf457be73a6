import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companiesNamedSql, companyRefs, sharedCompaniesSql, sharedResellersSql } from '../../contacts/index.ts';
import type { Ref } from '../../staff/index.ts';
import { type LicenceNeed, lookedAfterSince } from '../rules/needs.ts';
import { serialSought } from '../rules/serial-sought.ts';
import { type ShownState, shownState } from '../rules/states.ts';
import { dayIn } from '../rules/verdict.ts';
import { type LicenceFilter, readLicences } from '../store/licence-list.ts';
import * as store from '../store/licences.ts';
import type { LicenceItem } from '../wire/licences.ts';
import type { LicenceKind } from '../wire/terms.ts';
import { readAs, tenantOf } from './read-as.ts';
import { vendorZone } from './remembered.ts';

export interface LicenceSearch {
  readonly q?: string | undefined;
  readonly state?: ShownState | undefined;
  readonly kind?: LicenceKind | undefined;
  readonly productId?: string | undefined;
  readonly releaseId?: string | undefined;
  readonly holderId?: string | undefined;
  readonly companyId?: string | undefined;
  readonly needs?: LicenceNeed | undefined;
}

/** Licences that the caller may see. */
export async function listLicences(
  deps: Deps,
  who: Who,
  list: ListRequest,
  search: LicenceSearch,
): Promise<ListAnswer<LicenceItem>> {
  const { q, needs, state, ...filter } = search;
  const tenant = tenantOf(who);
  if (needs && tenant) throw httpErrors.KEPT_INVALID({ fields: { needs: 'is for staff only' } });
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  return readAs(deps, who, async (trx) => {
    const { rows, count } = await readLicences(trx, list, {
      ...filter,
      ...(state ? { state: { state, today } } : {}),
      ...soughtBy(q),
      ...(needs ? { needs: { need: needs, since: lookedAfterSince(deps.clock.now()) } } : {}),
      ...(tenant ? { tenant: { shared: sharedCompaniesSql(tenant), resellers: sharedResellersSql(tenant) } } : {}),
    });
    const refs = await companyRefs(trx, companyIdsOf(rows));
    return answerList(list, rows, count, (row) => presentLicence(row, refs, today));
  });
}

/** What was typed is a serial, the beginning of one, or the beginning of a company's name. */
function soughtBy(q: string | undefined): Pick<LicenceFilter, 'serial' | 'foreign' | 'named'> {
  const text = q?.trim() ?? '';
  if (text === '') return {};
  const serials = serialSought(text, 1);
  return serials.serial && 'exact' in serials.serial ? serials : { named: companiesNamedSql(text), ...serials };
}

/** How many licences are registered to each company; under a tenant only those it sees. */
export function licenceCounts(db: Trx, companyIds: readonly string[]): Promise<Map<string, number>> {
  return store.countLicencesByCompany(db, companyIds);
}

/** How many licences were issued to each reseller. */
export function issuedCounts(db: Trx, companyIds: readonly string[]): Promise<Map<string, number>> {
  return store.countLicencesByHolder(db, companyIds);
}

export function companyIdsOf(rows: readonly store.LicenceRow[]): string[] {
  return [...new Set(rows.flatMap((row) => [row.holder_company_id, row.company_id]).filter((id) => id !== null))];
}

/** A licence as a list shows it; `today` is the vendor's day. */
export function presentLicence(row: store.LicenceRow, refs: ReadonlyMap<string, Ref>, today: string): LicenceItem {
  return {
    id: row.id,
    serial: row.serial,
    product: { id: row.product_id, code: row.product_code, name: row.product_name },
    release: { id: row.release_id, version: row.release },
    kind: row.kind,
    state: shownState({ state: row.state, expiresOn: row.expires_on }, today),
    seats: row.seats,
    seatsUsed: row.seats_used,
    expiresOn: row.expires_on,
    maintenanceUntil: row.maintenance_until,
    features: row.features,
    floating: row.floating,
    grace: row.grace,
    machines: row.machines,
    holder: (row.holder_company_id && refs.get(row.holder_company_id)) || null,
    company: (row.company_id && refs.get(row.company_id)) || null,
    createdAt: row.created_at.toISOString(),
    issuedAt: row.issued_at?.toISOString() ?? null,
    activatedAt: row.activated_at?.toISOString() ?? null,
  };
}
