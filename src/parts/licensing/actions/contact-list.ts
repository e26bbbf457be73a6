import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { peopleById } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { readSeenLicences, type SeenLicence } from '../store/company.ts';
import * as store from '../store/contact-lists.ts';
import { readDisputed } from '../store/disputes.ts';
import type { ContactList } from '../wire/company.ts';
import type { Buyer } from './company.ts';

/** How often one administrator may open the list within a day. */
const mostADay = 10;
const dayMs = 86_400_000;

/**
 * The full list of "who here activated what", for an administrator of the company: names, no telephone and no mail address. Everybody who
 * is named is in the ledger, licence by licence, before the answer, and sees it on their own page.
 */
export async function listContacts(deps: Deps, who: Buyer): Promise<ContactList> {
  return deps.db.tenant('buyer', who.companyId, async (seen) => {
    const licences = await readSeenLicences(seen);
    // Sight is proven. Who has a seat is no secret of a purpose: whom one hides is listed as well, without a name.
    const base = await become(seen, deps.db.prefix, 'base');
    const at = deps.clock.now();
    const opened = await store.countLists(base, { memberId: who.memberId, since: new Date(at.getTime() - dayMs) });
    if (opened >= mostADay) throw errors.KEPT_LISTS_USED_UP({ most: String(mostADay) });
    const seats = await store.readListedSeats(base, {
      licenceIds: licences.map(({ id }) => id),
      companyId: who.companyId,
    });
    // Whose these licences are is not decided yet, so nobody is named for them.
    const disputed = await readDisputed(
      base,
      licences.map(({ id }) => id),
    );
    const service = await become(base, deps.db.prefix, 'customer service');
    const people = await peopleById(
      service,
      'customer service',
      seats.map((seat) => seat.person_id),
    );
    const trx = await become(service, deps.db.prefix, 'base');
    const nameOf = (seat: store.ListedSeat) =>
      seat.applied && !disputed.has(seat.licence_id) ? (people.get(seat.person_id)?.name ?? null) : null;
    const named = distinct(seats.filter((seat) => nameOf(seat) !== null));
    const list = { id: deps.ids.uuid(), at, memberId: who.memberId, companyId: who.companyId };
    await store.insertList(trx, { ...list, lines: seats.length, named: named.length });
    if (named.length > 0) await disclose(trx, deps, list, named);
    await audit(trx, deps, who, {
      action: 'licensing.contacts listed',
      aboutKind: 'company',
      aboutId: who.companyId,
      detail: { count: named.length },
    });
    const byId = new Map<string, SeenLicence>(licences.map((licence) => [licence.id, licence]));
    const items = seats.map((seat) => ({
      serial: byId.get(seat.licence_id)?.serial ?? '',
      product: byId.get(seat.licence_id)?.product ?? '',
      answer: disputed.has(seat.licence_id) ? ('in dispute' as const) : answerOf(seat, nameOf(seat)),
      name: nameOf(seat),
      activatedAt: seat.activated_at.toISOString(),
    }));
    return { items, left: mostADay - opened - 1 };
  });
}

function answerOf(seat: store.ListedSeat, name: string | null): 'named' | 'former contact' | 'not confirmed' {
  if (!seat.applied) return 'not confirmed';
  return name === null ? 'former contact' : 'named';
}

/** A person once for each licence. */
function distinct(seats: readonly store.ListedSeat[]): store.ListedSeat[] {
  return [...new Map(seats.map((seat) => [`${seat.licence_id} ${seat.person_id}`, seat])).values()];
}

async function disclose(
  trx: Trx,
  deps: Deps,
  list: { readonly id: string; readonly at: Date; readonly memberId: string; readonly companyId: string },
  named: readonly store.ListedSeat[],
): Promise<void> {
  const ledgerIds = await deps.egress.send(trx, {
    disclosures: named.map((seat) => ({
      recipientKind: 'licensee' as const,
      recipientId: list.companyId,
      personId: seat.person_id,
      companyId: list.companyId,
      channel: 'answer' as const,
      purpose: 'customer service',
      fields: ['name'],
      basis: 'an administrator of their company opened the list of who activated its licences',
      about: { kind: 'licence', id: seat.licence_id },
    })),
  });
  await store.insertListed(
    trx,
    list,
    named.map((seat, index) => ({
      id: deps.ids.uuid(),
      licenceId: seat.licence_id,
      personId: seat.person_id,
      ledgerId: ledgerIds[index] ?? '',
    })),
  );
}
