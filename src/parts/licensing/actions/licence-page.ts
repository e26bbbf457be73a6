import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companyNamesAt, companyRefs, type MergeOfRow, mergesOfRows } from '../../contacts/index.ts';
import { noticeRefs } from '../../policy/index.ts';
import type { Ref } from '../../staff/index.ts';
import { heldActs, mayBeClaimed } from '../rules/disputes.ts';
import { type Held, historyOf, type Merged } from '../rules/history.ts';
import { actsOn } from '../rules/states.ts';
import { dayIn } from '../rules/verdict.ts';
import { readDisputed } from '../store/disputes.ts';
import { readHandovers } from '../store/handovers.ts';
import * as page from '../store/licence-page.ts';
import { readLicence } from '../store/licences.ts';
import { countNamed } from '../store/named-seats.ts';
import { readReplacements } from '../store/states.ts';
import type { Licence } from '../wire/licences.ts';
import { mayActivateFor } from './activate-for.ts';
import { givingWays } from './give-licence.ts';
import { companyIdsOf, presentLicence } from './licences.ts';
import { readAs, tenantOf } from './read-as.ts';
import { vendorZone } from './remembered.ts';

/** One licence with its seats, registrations, sellers and owners, and what the caller may do to it. Nothing personal. */
export async function openLicence(deps: Deps, who: Who, id: string): Promise<Licence> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  return readAs(deps, who, async (trx) => {
    const row = await readLicence(trx, id);
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    const seats = await page.readSeats(trx, id);
    const handovers = await readHandovers(trx, id);
    const visible = await page.readRegistrationIds(trx, id);
    const ways = await givingWays(trx, who, row);
    const forCustomer =
      who.kind === 'member' &&
      mayActivateFor(who, row) &&
      (row.company_id === null || (await companyRefs(trx, [row.company_id])).size > 0);
    // A distributor sees a licence that its reseller sold, and not to whom.
    const named = await companyRefs(trx, [...companyIdsOf([row]), ...handovers.map(({ to }) => to)]);
    // What a tenant sees is decided above; the rest of those very rows is not personal.
    const base = tenantOf(who) === null ? trx : await become(trx, deps.db.prefix, 'base');
    const registrations = await page.readRegistrations(base, visible);
    const registered = await companyRefs(base, [...new Set(registrations.map((each) => each.company_id))]);
    const isStaffs = tenantOf(who) === null;
    // A tenant is not told what became of companies that it does not see.
    const merges = isStaffs ? await mergesOfRows(base, 'licence', [id]) : [];
    const before = isStaffs ? await mergesOfRows(base, 'registration', visible) : [];
    const merged = await companyRefs(
      base,
      [...merges, ...before].flatMap(({ from, into }) => [from, into]),
    );
    const refs = new Map([...named, ...registered, ...merged]);
    const past = historyOf(handovers, asRegistered(registrations, before), merges.map(asMerged));
    const item = presentLicence(row, refs, today);
    const disputed = (await readDisputed(base, [id])).has(id);
    const mayClaim = mayBeClaimed({ state: row.state, companyId: row.company_id, disputed });
    const role = who.kind === 'member' ? who.role : '';
    return {
      ...item,
      acts: [
        ...actsOn({ state: row.state }, role).filter((act) => !disputed || !heldActs.includes(act)),
        ...(mayClaim && (role === 'administrator' || role === 'licence desk') ? ['claim'] : []),
        ...ways,
        ...(forCustomer ? ['activate'] : []),
      ],
      disputed,
      keptByName: await countNamed(base, id),
      replacements: await readReplacements(base, id),
      activations: seats.map(presentSeat),
      registrations: await presentRegistrations(base, registrations, refs),
      sellers: past.sellers.map((held) => presentHeld(held, refOf(refs, held.company))),
      owners: await presentOwners(base, past.owners, { refs, isStaffs }),
    };
  });
}

function presentSeat(seat: page.SeatRow): Licence['activations'][number] {
  return {
    id: seat.id,
    release: seat.release,
    machineKind: seat.machine_kind,
    activatedAt: seat.activated_at.toISOString(),
    deactivatedAt: seat.deactivated_at?.toISOString() ?? null,
    registrationId: seat.registration_id,
  };
}

async function presentRegistrations(
  trx: Trx,
  rows: readonly page.RegistrationRow[],
  refs: ReadonlyMap<string, Ref>,
): Promise<Licence['registrations']> {
  const notices = await noticeRefs(trx, [...new Set(rows.map((each) => each.notice_id))]);
  return rows.flatMap((each) => {
    const notice = notices.get(each.notice_id);
    if (!notice) return [];
    const { id, person_id: personId, state, source_kind: sourceKind } = each;
    const givenAt = each.given_at.toISOString();
    return [{ id, personId, company: refOf(refs, each.company_id), state, givenAt, sourceKind, notice }];
  });
}

/** Registrations with the company of their time, where that was merged since. */
function asRegistered(rows: readonly page.RegistrationRow[], merges: readonly MergeOfRow[]) {
  const first = new Map([...merges].reverse().map(({ rowId, from }) => [rowId, from]));
  return rows.map((row) => ({ company: first.get(row.id) ?? row.company_id, at: row.given_at }));
}

function asMerged({ from, into, at, undoneAt }: MergeOfRow): Merged {
  return { from, into, at, undoneAt };
}

function presentHeld({ since, until, basis }: Held, company: Ref): Licence['sellers'][number] {
  return { company, since: since.toISOString(), until: until?.toISOString() ?? null, basis };
}

/** To staff each owner under the name that it had then. */
async function presentOwners(
  base: Trx,
  owners: readonly Held[],
  { refs, isStaffs }: { readonly refs: ReadonlyMap<string, Ref>; readonly isStaffs: boolean },
): Promise<Licence['owners']> {
  const asked = owners.map(({ company, since }) => ({ companyId: company, at: since }));
  const names = isStaffs ? await companyNamesAt(base, asked) : [];
  return owners.map((held, index) => {
    const ref = refOf(refs, held.company);
    return presentHeld(held, { ...ref, name: names[index] ?? ref.name });
  });
}

// A tenant sees a licence that it issued, but not always the company that bought it.
function refOf(refs: ReadonlyMap<string, Ref>, id: string): Ref {
  return refs.get(id) ?? { id, name: '' };
}
