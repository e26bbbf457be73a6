import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { companyRefs } from '../../contacts/index.ts';
import { shownState } from '../rules/states.ts';
import { dayIn } from '../rules/verdict.ts';
import * as store from '../store/company.ts';
import { readNamedSeats } from '../store/named-seats.ts';
import type { CompanyLicence, CompanyLicencePage, OwnCompany } from '../wire/company.ts';
import { listContracts } from './contracts.ts';
import { vendorZone } from './remembered.ts';

/** An administrator of a buyer, with their company. */
export type Buyer = Member & { readonly companyId: string };

export function buyer(who: Who): Buyer {
  if (who.kind !== 'member' || who.role !== 'buyer administrator' || !who.companyId)
    throw httpErrors.KEPT_NOT_ALLOWED();
  return { ...who, companyId: who.companyId };
}

/** What a company has of us, in figures. */
export async function ownCompany(deps: Deps, who: Buyer): Promise<OwnCompany> {
  const list = { limit: 1, sort: 'endsOn', descending: false, after: null };
  const { count } = await listContracts(deps, who, list, { renewal: 'due' });
  return deps.db.tenant('buyer', who.companyId, async (trx) => {
    const company = (await companyRefs(trx, [who.companyId])).get(who.companyId);
    if (!company) throw httpErrors.KEPT_NOT_FOUND();
    return { company, ...(await store.countOwn(trx)), renewalsDue: count };
  });
}

export async function ownLicences(
  deps: Deps,
  who: Buyer,
  list: ListRequest,
  filter: store.OwnFilter,
): Promise<ListAnswer<CompanyLicence>> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  return deps.db.tenant('buyer', who.companyId, async (trx) => {
    const { rows, count } = await store.readOwnLicences(trx, list, filter);
    return answerList(list, rows, count, (row) => present(row, today));
  });
}

/** A licence of the company with its machines, and for whom its seats are kept. */
export async function ownLicence(deps: Deps, who: Buyer, id: string): Promise<CompanyLicencePage> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  return deps.db.tenant('buyer', who.companyId, async (trx) => {
    const row = await store.readOwnLicence(trx, id);
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    const machines = await store.readMachines(trx, id);
    const named = await readNamedSeats(trx, id);
    const namedBy = new Map(named.map((each) => [each.ended_at === null ? each.activation_id : null, each.id]));
    return {
      ...present(row, today),
      machines: machines.map((machine) => ({
        id: machine.id,
        kind: machine.machine_kind,
        release: machine.release,
        activatedAt: machine.activated_at.toISOString(),
        namedSeatId: namedBy.get(machine.id) ?? null,
      })),
      namedSeats: named.map((seat) => ({
        id: seat.id,
        name: seat.name,
        email: seat.email,
        assignedAt: seat.assigned_at.toISOString(),
        taken: seat.activation_id !== null,
        endedAt: seat.ended_at?.toISOString() ?? null,
        endedHow: seat.ended_how,
      })),
    };
  });
}

function present(row: store.OwnLicenceRow, today: string): CompanyLicence {
  return {
    id: row.id,
    serial: row.serial,
    product: row.product,
    kind: row.kind,
    state: shownState({ state: row.state, expiresOn: row.expires_on }, today),
    floating: row.floating,
    seats: row.seats,
    seatsUsed: row.seats_used,
    seatsNamed: row.seats_named,
    expiresOn: row.expires_on,
    maintenanceUntil: row.maintenance_until,
  };
}
