import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { companiesNamedSql, companyRefs, sharedCompaniesSql } from '../../contacts/index.ts';
import { noticeRefs } from '../../policy/index.ts';
import { audit, type Ref } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { type LicenceNeed, lookedAfterSince } from '../rules/needs.ts';
import { parseSerial, parseSerialPrefix } from '../rules/serial.ts';
import type { LicenceState } from '../rules/verdict.ts';
import { type LicenceFilter, readLicences } from '../store/licence-list.ts';
import * as page from '../store/licence-page.ts';
import * as store from '../store/licences.ts';
import type { Licence, LicenceItem } from '../wire/licences.ts';
import { readAs, tenantOf } from './read-as.ts';

export interface LicenceSearch {
  readonly q?: string | undefined;
  readonly state?: LicenceState | undefined;
  readonly productId?: string | undefined;
  readonly releaseId?: string | undefined;
  readonly holderId?: string | undefined;
  readonly companyId?: string | undefined;
  readonly needs?: LicenceNeed | undefined;
}

/** Licences that the caller may see. */
export function listLicences(
  deps: Deps,
  who: Who,
  list: ListRequest,
  search: LicenceSearch,
): Promise<ListAnswer<LicenceItem>> {
  const { q, needs, ...filter } = search;
  const tenant = tenantOf(who);
  if (needs && tenant) throw httpErrors.KEPT_INVALID({ fields: { needs: 'is for staff only' } });
  return readAs(deps, who, async (trx) => {
    const { rows, count } = await readLicences(trx, list, {
      ...filter,
      ...soughtBy(q),
      ...(needs ? { needs: { need: needs, since: lookedAfterSince(deps.clock.now()) } } : {}),
      ...(tenant ? { tenant: { companyId: tenant, shared: sharedCompaniesSql(tenant) } } : {}),
    });
    const refs = await companyRefs(trx, companyIdsOf(rows));
    return answerList(list, rows, count, (row) => present(row, refs));
  });
}

/** What was typed is a serial, the beginning of one, or the beginning of a company's name. */
function soughtBy(q: string | undefined): Pick<LicenceFilter, 'serial' | 'named'> {
  const text = q?.trim() ?? '';
  if (text === '') return {};
  const whole = parseSerial(text);
  if (whole !== null) return { serial: { exact: whole } };
  const prefix = parseSerialPrefix(text);
  return { named: companiesNamedSql(text), ...(prefix === null ? {} : { serial: { prefix } }) };
}

/** One licence with its seats, registrations, sellers and owners. Nothing personal. */
export function openLicence(deps: Deps, who: Who, id: string): Promise<Licence> {
  return readAs(deps, who, async (trx) => {
    const row = await store.readLicence(trx, id);
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    const seats = await page.readSeats(trx, id);
    const visible = await page.readRegistrationIds(trx, id);
    // What a tenant sees is decided above; the rest of those very rows is not personal.
    const base = tenantOf(who) === null ? trx : await become(trx, deps.db.prefix, 'base');
    return presentPage(base, row, seats, await page.readRegistrations(base, visible));
  });
}

async function presentPage(
  trx: Trx,
  row: store.LicenceRow,
  seats: page.SeatRow[],
  registrations: page.RegistrationRow[],
): Promise<Licence> {
  const refs = await companyRefs(trx, [...companyIdsOf([row]), ...registrations.map((each) => each.company_id)]);
  const notices = await noticeRefs(trx, [...new Set(registrations.map((each) => each.notice_id))]);
  const item = present(row, refs);
  return {
    ...item,
    activations: seats.map((seat) => ({
      id: seat.id,
      release: seat.release,
      activatedAt: seat.activated_at.toISOString(),
      deactivatedAt: seat.deactivated_at?.toISOString() ?? null,
      registrationId: seat.registration_id,
    })),
    registrations: registrations.flatMap((each) => {
      const notice = notices.get(each.notice_id);
      return notice
        ? [
            {
              id: each.id,
              personId: each.person_id,
              company: refOf(refs, each.company_id),
              state: each.state,
              givenAt: each.given_at.toISOString(),
              sourceKind: each.source_kind,
              notice,
            },
          ]
        : [];
    }),
    sellers:
      item.holder && row.issued_at
        ? [{ company: item.holder, since: row.issued_at.toISOString(), until: null, basis: 'issued by the vendor' }]
        : [],
    owners:
      item.company && row.activated_at
        ? [{ company: item.company, since: row.activated_at.toISOString(), until: null }]
        : [],
  };
}

/** Stops new activations, and tells the programs at their next status check. */
export async function suspendLicence(trx: Trx, deps: Deps, who: Who, id: string): Promise<void> {
  await change(trx, deps, who, { id, from: ['issued', 'active'], to: 'suspended', kind: 'suspended' });
}

export async function resumeLicence(trx: Trx, deps: Deps, who: Who, id: string): Promise<void> {
  await change(trx, deps, who, { id, from: ['suspended'], to: 'active', kind: 'resumed' });
}

async function change(
  trx: Trx,
  deps: Deps,
  who: Who,
  wanted: Pick<Parameters<typeof store.changeState>[1], 'id' | 'from' | 'to' | 'kind'>,
): Promise<void> {
  const changed = await store.changeState(trx, { ...wanted, actor: actor(who), at: deps.clock.now() });
  if (!changed) {
    const row = await store.readLicence(trx, wanted.id);
    throw row ? errors.KEPT_LICENCE_STATE({ state: row.state }) : httpErrors.KEPT_NOT_FOUND();
  }
  await audit(trx, deps, who, { action: `licensing.${wanted.kind}`, aboutKind: 'licence', aboutId: wanted.id });
}

/** How many licences are registered to each company; under a tenant only those it sees. */
export function licenceCounts(db: Trx, companyIds: readonly string[]): Promise<Map<string, number>> {
  return store.countLicencesByCompany(db, companyIds);
}

/** How many licences were issued to each reseller. */
export function issuedCounts(db: Trx, companyIds: readonly string[]): Promise<Map<string, number>> {
  return store.countLicencesByHolder(db, companyIds);
}

function companyIdsOf(rows: readonly store.LicenceRow[]): string[] {
  return [...new Set(rows.flatMap((row) => [row.holder_company_id, row.company_id]).filter((id) => id !== null))];
}

// A tenant sees a licence that it issued, but not always the company that bought it.
function refOf(refs: ReadonlyMap<string, Ref>, id: string): Ref {
  return refs.get(id) ?? { id, name: '' };
}

function present(row: store.LicenceRow, refs: ReadonlyMap<string, Ref>): LicenceItem {
  return {
    id: row.id,
    serial: row.serial,
    product: { id: row.product_id, code: row.product_code, name: row.product_name },
    release: { id: row.release_id, version: row.release },
    kind: row.kind,
    state: row.state,
    seats: row.seats,
    seatsUsed: row.seats_used,
    expiresOn: row.expires_on,
    maintenanceUntil: row.maintenance_until,
    holder: (row.holder_company_id && refs.get(row.holder_company_id)) || null,
    company: (row.company_id && refs.get(row.company_id)) || null,
    createdAt: row.created_at.toISOString(),
    issuedAt: row.issued_at?.toISOString() ?? null,
    activatedAt: row.activated_at?.toISOString() ?? null,
  };
}
