import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Site } from '../../../platform/html/page.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import {
  companiesById,
  companyOfAddress,
  companyRefs,
  isSameAddress,
  joinKnownPerson,
  newContact,
  personIdByEmail,
  writeContacts,
} from '../../contacts/index.ts';
import { ensureNotice } from '../../policy/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { namedSeatMail } from '../mails/named-seat.ts';
import { judgeNaming, namedSeatNotice } from '../rules/named-seat.ts';
import * as store from '../store/named-seats.ts';
import type { Buyer } from './company.ts';

export interface Named {
  readonly name: string;
  readonly email: string;
}

interface Keeping {
  readonly licenceId: string;
  readonly person: Named;
  readonly noticeId: string;
  readonly site: Site;
  /** The seat that is taken from somebody else for it. */
  readonly insteadOf: string | null;
}

/** A company keeps a seat of its licence for one of its people: nobody else gets it. They are told by mail. */
export async function nameSeat(
  deps: Deps,
  who: Buyer,
  input: { readonly licenceId: string; readonly person: Named },
): Promise<{ id: string }> {
  return keep(deps, who, async (trx) => {
    if (!(await store.seesLicence(trx, input.licenceId))) throw httpErrors.KEPT_NOT_FOUND();
    return { ...input, insteadOf: null };
  });
}

/** A seat that is kept for one is kept for another. Whoever has it in use keeps it until their machine gives it up. */
export async function passSeatOn(
  deps: Deps,
  who: Buyer,
  input: { readonly id: string; readonly person: Named },
): Promise<{ id: string }> {
  return keep(deps, who, async (trx) => {
    const licenceId = await store.licenceOfNamed(trx, input.id);
    if (licenceId === null) throw httpErrors.KEPT_NOT_FOUND();
    return { licenceId, person: input.person, insteadOf: input.id };
  });
}

/** Nobody in particular has the seat any more. */
export async function takeSeatBack(deps: Deps, who: Buyer, id: string): Promise<void> {
  await deps.db.tenant('buyer', who.companyId, async (seen) => {
    const licenceId = await store.licenceOfNamed(seen, id);
    if (licenceId === null) throw httpErrors.KEPT_NOT_FOUND();
    const trx = await become(seen, deps.db.prefix, 'base');
    await end(trx, deps, who, { id, licenceId, how: 'taken back' });
  });
}

async function keep(
  deps: Deps,
  who: Buyer,
  sight: (trx: Trx<'buyer'>) => Promise<Omit<Keeping, 'noticeId' | 'site'>>,
): Promise<{ id: string }> {
  const site = await deps.site();
  if (!site.ready) throw errors.KEPT_VENDOR_UNKNOWN_YET();
  const notice = await deps.db.base((trx) =>
    ensureNotice(trx, deps, { kind: 'named seat', body: namedSeatNotice(site) }),
  );
  const kept = () =>
    deps.db.tenant('buyer', who.companyId, async (seen) => {
      const asked = await sight(seen);
      const trx = await become(seen, deps.db.prefix, 'registration');
      return write(trx, deps, who, { ...asked, noticeId: notice.id, site });
    });
  const done = await kept()
    .catch((error: unknown) => {
      // Somebody entered the same address at the same moment, and is known now; or it is that of a sealed record.
      if (isSameAddress(error)) return kept();
      throw error;
    })
    .catch((error: unknown) => {
      throw isSameAddress(error) ? errors.KEPT_ADDRESS_REFUSED() : error;
    });
  deps.nudge();
  return done;
}

/** Sight is proven. The limit is looked at under the lock of the licence. */
async function write(trx: Trx<'registration'>, deps: Deps, who: Buyer, keeping: Keeping): Promise<{ id: string }> {
  const { licenceId, person, noticeId, insteadOf } = keeping;
  if ((await companyOfAddress(trx, person.email)) !== who.companyId) throw errors.KEPT_NOT_OF_COMPANY();
  const licence = await store.holdSeatsOf(trx, licenceId);
  // It may have gone to somebody else while it was waited for.
  if (licence?.company_id !== who.companyId) throw httpErrors.KEPT_NOT_FOUND();
  if (insteadOf !== null) await end(trx, deps, who, { id: insteadOf, licenceId, how: 'passed on' });
  const personId = await knownOrNew(trx, deps, who, keeping);
  const activationId = await store.seatInUseOf(trx, { licenceId, personId });
  const now = insteadOf === null ? licence : await store.holdSeatsOf(trx, licenceId);
  const fault = now && judgeNaming(now, activationId !== null);
  if (fault) throw errors[fault]();
  const id = deps.ids.uuid();
  const row = { id, licence_id: licenceId, company_id: who.companyId, person_id: personId, notice_id: noticeId };
  const at = deps.clock.now();
  const made = { ...row, ...person, assigned_at: at, assigned_by: who.memberId, activation_id: activationId };
  if (!(await store.insertNamedSeat(trx, made))) throw errors.KEPT_SEAT_NAMED_ALREADY();
  await tell(trx, deps, { keeping, personId, companyId: who.companyId, product: licence.product });
  await audit(trx, deps, who, { action: 'licensing.seat named', aboutKind: 'licence', aboutId: licenceId });
  return { id };
}

/** Who is known stays as they are, and belongs to the company: their mailbox lies in its domain. */
async function knownOrNew(
  trx: Trx<'registration'>,
  deps: Deps,
  who: Buyer,
  { person, noticeId }: Keeping,
): Promise<string> {
  const knownPersonId = await personIdByEmail(trx, deps, person.email);
  if (knownPersonId !== null) {
    await joinKnownPerson(trx, deps, { companyId: who.companyId, personId: knownPersonId });
    return knownPersonId;
  }
  const company = (await companiesById(trx, [who.companyId])).get(who.companyId);
  const contact = newContact(deps, {
    data: {
      companyName: company?.name ?? '',
      country: company?.country ?? '',
      ...{ region: null, industry: null, street: null, postalCode: null, city: null },
      ...{ phone: null, title: null, role: null },
      ...person,
    },
    purposes: { email: ['registration'], name: ['registration'] },
    sourceKind: 'buyer',
    sourceId: who.memberId,
    noticeId,
    givenAt: deps.clock.now(),
    mailAllowed: false,
    companyId: who.companyId,
    emailKey: deps.digests.email(person.email),
    knownPersonId,
  });
  await writeContacts(trx, [contact]);
  return contact.personId;
}

async function tell(
  trx: Trx,
  deps: Deps,
  { keeping, personId, companyId, product }: { keeping: Keeping; personId: string; companyId: string; product: string },
): Promise<void> {
  const company = (await companyRefs(trx, [companyId])).get(companyId)?.name ?? '';
  await deps.egress.send(trx, {
    mails: [
      {
        kind: 'named seat',
        to: keeping.person.email,
        ...namedSeatMail({ site: keeping.site, product, company, publicUrl: deps.publicUrl }),
        disclosure: {
          recipientKind: 'person',
          recipientId: personId,
          personId,
          companyId,
          purpose: 'registration',
          fields: ['email'],
          basis: 'their company keeps a seat for them',
          about: { kind: 'licence', id: keeping.licenceId },
        },
      },
    ],
  });
}

async function end(
  trx: Trx,
  deps: Deps,
  who: Buyer,
  seat: { readonly id: string; readonly licenceId: string; readonly how: 'taken back' | 'passed on' },
): Promise<void> {
  const { licenceId } = seat;
  await store.holdSeatsOf(trx, licenceId);
  if (!(await store.endNamedSeat(trx, { ...seat, by: who.memberId, at: deps.clock.now() })))
    throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'licensing.named seat ended', aboutKind: 'licence', aboutId: licenceId });
}

const ends: Readonly<Record<store.NamedEnd, string>> = {
  'taken back': 'It was taken back',
  'passed on': 'It was passed on to a colleague',
  erased: 'It ended',
};

/** For the person's own page: the seats that their company keeps or kept for them. */
export async function namedSeatsOfPerson(trx: Trx, personId: string) {
  const rows = await store.readNamedOf(trx, personId);
  if (rows.length === 0) return [];
  const companies = await companyRefs(trx, [...new Set(rows.map((row) => row.company_id))]);
  return [
    {
      part: 'licensing',
      title: 'Seats that your company keeps for you',
      entries: rows.map((row) => {
        const company = companies.get(row.company_id)?.name ?? 'your company';
        const now = row.taken ? 'You have taken it.' : 'You have not taken it yet.';
        const state =
          row.ended_how === null ? now : `${ends[row.ended_how]} on ${row.ended_at?.toISOString().slice(0, 10)}.`;
        return {
          label: row.assigned_at,
          value: `${company} gave us your name and mail address and keeps a seat of ${row.product}, licence ${row.serial}, for you. ${state}`,
          provenance: null,
        };
      }),
    },
  ];
}
