import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Mail } from '../../../platform/egress/egress.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import { companiesOfPerson, type HeldContact, heldOfPerson } from '../../contacts/index.ts';
import { type DisclosedTo, disclosuresOfPerson, liveContracts, recipientsOfField } from '../../disclosures/index.ts';
import { readVendor } from '../../policy/index.ts';
import { correctionMail } from '../mails/correction.ts';
import { dayIn, identifyingFields, type ToldState, toldState } from '../rules/links.ts';
import { insertCorrection, insertTold } from '../store/corrections.ts';
import { insertHolderNotices } from '../store/holders.ts';
import type { RightsHanded } from './handed.ts';
import { keepHolderLink, newHolderLink } from './holder-link.ts';

/** Somebody who has the old value, and what becomes of the correction there. */
export interface WillBeTold {
  readonly recipient: DisclosedTo;
  readonly state: ToldState;
}

/**
 * A report that read the old value holds the person until it is written down, so it may bear a later time than the
 * correction that waited for it. Who was given the new value within these minutes is told it twice.
 */
const overlapMs = 300_000;

/** Everybody to whom one of these fields was given before now. */
export async function whoWillBeTold(
  trx: Trx<'rights'>,
  deps: Deps,
  about: { readonly personId: string; readonly fields: readonly string[]; readonly before?: Date },
): Promise<WillBeTold[]> {
  const person = { personId: about.personId, companyIds: await companiesOfPerson(trx, about.personId) };
  const had = new Set<string>();
  for (const field of about.fields)
    for (const each of await recipientsOfField(trx, { ...person, field }))
      if (
        each.kind !== 'witness' &&
        each.kind !== 'authority' &&
        (about.before === undefined || each.firstAt < about.before)
      )
        had.add(each.recipientId);
  const given = (await disclosuresOfPerson(trx, person)).filter((each) => had.has(each.recipientId));
  return holdersNow(trx, deps, given, about.fields);
}

/** Of these, who may be told of some fields (else of what they were given) today, and how. */
export async function holdersNow(
  trx: Trx<'rights'>,
  deps: Deps,
  given: readonly DisclosedTo[],
  fields: readonly string[] = [...new Set(given.flatMap((each) => each.fields))],
): Promise<WillBeTold[]> {
  const live = await mayReceive(trx, deps, fields);
  return given.map((each) => {
    // What its contract of today does not name is not told to a processor, not even to say whom a correction is about.
    const names = each.kind === 'processor' ? live.get(each.recipientId) : undefined;
    return {
      recipient: names ? { ...each, fields: each.fields.filter((field) => names.includes(field)) } : each,
      state: toldState({ mayReceive: live.has(each.recipientId), mailbox: each.mailbox }),
    };
  });
}

/** Recipients that may be given something of these fields today, with what their contract names: registered, not ended, bound. */
async function mayReceive(
  trx: Trx<'rights'>,
  deps: Deps,
  fields: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const zone = (await readVendor(trx))?.timeZone ?? 'UTC';
  const on = dayIn(zone, deps.clock.now());
  const named = new Map<string, readonly string[]>();
  for (const kind of ['registration report', 'reseller', 'processing'] as const)
    for (const contract of await liveContracts(trx, { kind, on }))
      if (contract.mayReceive && (kind !== 'processing' || fields.some((field) => contract.fields.includes(field))))
        named.set(contract.recipientId, contract.fields);
  return named;
}

/**
 * On `contacts.corrected`: everybody who was given the old value gets the new one by mail; who has no mailbox, or no
 * contract any more, is listed with that. Handled once, however often the news comes.
 */
export function tellCorrection(deps: Deps, handed: Pick<RightsHanded, 'fieldFacts'>): Subscriber {
  return async (payload) => {
    const personId = String(payload.personId);
    const field = String(payload.field);
    const at = new Date(String(payload.correctedAt));
    const site = await deps.site();
    await deps.db.as('rights', async (trx) => {
      const id = deps.ids.uuid();
      const sourceKind = payload.sourceKind === 'staff' ? 'staff' : 'person page';
      if (!(await insertCorrection(trx, { id, personId, field, at, sourceKind }))) return;
      const held = await heldOfPerson(trx, personId, { lookUps: 0 });
      if (!held) return;
      const told = await whoWillBeTold(trx, deps, {
        personId,
        fields: [field],
        before: new Date(at.getTime() + overlapMs),
      });
      const queued = told.filter((each) => each.state === 'queued');
      const links = queued.map(() => newHolderLink(deps));
      const mails = queued.map(({ recipient }, place) =>
        toMail(recipient, held, { field, site, labels: handed.fieldFacts(), link: links[place]?.link ?? '' }),
      );
      const ledgerIds = await deps.egress.send(trx, { mails });
      const rows = told.map((each) => {
        const place = queued.indexOf(each);
        return {
          recipientId: each.recipient.recipientId,
          state: each.state,
          ledgerId: place < 0 ? null : (ledgerIds[place] ?? null),
        };
      });
      const now = deps.clock.now();
      await insertTold(trx, id, rows, now);
      const about = { kind: 'correction', personId, subject: field, happenedAt: at } as const;
      const notices = rows.map((row) => ({ ...row, ...about, id: deps.ids.uuid() }));
      await insertHolderNotices(trx, notices, now);
      for (const [place, { recipient }] of queued.entries()) {
        const { recipientId } = recipient;
        const link = links[place];
        const noticeIds = notices.flatMap((each) => (each.recipientId === recipientId ? [each.id] : []));
        if (link) await keepHolderLink(trx, deps, link, { recipientId, noticeIds });
      }
    });
  };
}

function toMail(
  recipient: DisclosedTo,
  held: HeldContact,
  facts: {
    field: string;
    site: Awaited<ReturnType<Deps['site']>>;
    labels: ReturnType<RightsHanded['fieldFacts']>;
    link: string;
  },
): Mail {
  const { field, site, labels, link } = facts;
  const label = (name: string) => labels.get(name)?.label ?? name;
  const values: Record<string, string | null> = { ...held.values, companyName: held.companies[0]?.name ?? null };
  const known = identifyingFields(recipient.fields)
    .filter((name) => name !== field)
    .flatMap((name) => {
      const value = values[name] ?? null;
      return value === null ? [] : [{ field: name, label: label(name), value }];
    });
  return {
    kind: 'correction',
    to: recipient.mailbox ?? '',
    ...correctionMail({
      site,
      recipient: recipient.name,
      known,
      personId: held.personId,
      label: label(field),
      value: values[field] ?? null,
      link,
    }),
    disclosure: {
      recipientKind: recipient.kind,
      recipientId: recipient.recipientId,
      personId: held.personId,
      companyId: held.companies[0]?.id ?? null,
      channel: 'correction',
      purpose: 'rights',
      fields: [field, ...known.map((each) => each.field)],
      basis: 'was given the old value',
    },
  };
}
