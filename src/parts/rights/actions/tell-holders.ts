import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import { type HeldContact, heldOfPerson, personIdOfKey } from '../../contacts/index.ts';
import { optOutMail } from '../mails/holder.ts';
import { fieldOfChannel } from '../rules/holders.ts';
import { identifyingFields } from '../rules/links.ts';
import {
  insertHolderNotices,
  lockHolders,
  type NewHolderNotice,
  readUntoldOptOuts,
  type UntoldOptOut,
} from '../store/holders.ts';
import type { RightsHanded } from './handed.ts';
import { type HolderLink, keepHolderLink, newHolderLink } from './holder-link.ts';
import { type WillBeTold, whoWillBeTold } from './tell.ts';

type Handed = Pick<RightsHanded, 'fieldFacts'>;

/** On `contacts.preference` and `contacts.suppressed`: whoever has the address or number is told to stop, too. */
export function tellOptOut(deps: Deps, handed: Handed): Subscriber {
  return async (payload) => {
    if (payload.allowed === true) return;
    const personId =
      typeof payload.personId === 'string'
        ? payload.personId
        : await personIdOfKey(deps.db.read, Buffer.from(String(payload.emailKey), 'hex'));
    if (personId !== null) await tellHolders(deps, handed, personId);
  };
}

/**
 * Whoever got an address after its owner opted out, or was not told for another reason, is told. Each person on their own: one that
 * fails keeps nobody else. Returns how many people were gone through.
 */
export async function tellLateHolders(deps: Deps, handed: Handed): Promise<number> {
  const untold = await readUntoldOptOuts(deps.db.read, null);
  const people = [...new Set(untold.map((each) => each.person_id))];
  for (const personId of people)
    await tellHolders(deps, handed, personId).catch((error: unknown) =>
      deps.log.error('an opt-out could not be passed on', { id: personId, error }),
    );
  if (people.length > 0) deps.nudge();
  return people.length;
}

/** Tells the holders of one person what they do not know yet; twice at once tells once. */
async function tellHolders(deps: Deps, handed: Handed, personId: string): Promise<void> {
  const site = await deps.site();
  await deps.db.as('rights', async (trx) => {
    await lockHolders(trx, personId);
    const untold = await readUntoldOptOuts(trx, personId);
    if (untold.length === 0) return;
    const held = await heldOfPerson(trx, personId, { lookUps: 0 });
    if (!held) return;
    const fields = [...new Set(untold.map((each) => fieldOfChannel[each.channel]))];
    const holders = await whoWillBeTold(trx, deps, { personId, fields });
    for (const holder of holders) {
      const news = untold.filter((each) => each.recipient_id === holder.recipient.recipientId);
      if (news.length > 0) await tellOne(trx, deps, { holder, held, news, site, labels: handed.fieldFacts() });
    }
  });
}

async function tellOne(
  trx: Trx<'rights'>,
  deps: Deps,
  about: {
    readonly holder: WillBeTold;
    readonly held: HeldContact;
    readonly news: readonly UntoldOptOut[];
    readonly site: Awaited<ReturnType<Deps['site']>>;
    readonly labels: ReturnType<RightsHanded['fieldFacts']>;
  },
): Promise<void> {
  const { holder, held, news } = about;
  const { recipient, state } = holder;
  const link = newHolderLink(deps);
  const ledgerId = state === 'queued' ? await mailOne(trx, deps, { ...about, link }) : null;
  const rows: NewHolderNotice[] = news.map((each) => ({
    id: deps.ids.uuid(),
    kind: 'opt-out',
    personId: held.personId,
    recipientId: recipient.recipientId,
    subject: each.channel,
    happenedAt: each.changed_at,
    state,
    ledgerId,
  }));
  await insertHolderNotices(trx, rows, deps.clock.now());
  if (ledgerId !== null)
    await keepHolderLink(trx, deps, link, {
      recipientId: recipient.recipientId,
      noticeIds: rows.map(({ id }) => id),
    });
}

async function mailOne(
  trx: Trx<'rights'>,
  deps: Deps,
  {
    holder: { recipient },
    held,
    news,
    site,
    labels,
    link,
  }: Parameters<typeof tellOne>[2] & { readonly link: HolderLink },
): Promise<string | null> {
  const values: Record<string, string | null> = { ...held.values, companyName: held.companies[0]?.name ?? null };
  const known = identifyingFields(recipient.fields).flatMap((field) => {
    const value = values[field] ?? null;
    return value === null ? [] : [{ field, label: labels.get(field)?.label ?? field, value }];
  });
  const mail = optOutMail({
    site,
    recipient: recipient.name,
    known,
    personId: held.personId,
    channels: news.map((each) => each.channel),
    link: link.link,
  });
  const disclosure = {
    recipientKind: recipient.kind,
    recipientId: recipient.recipientId,
    personId: held.personId,
    companyId: held.companies[0]?.id ?? null,
    purpose: 'rights',
    fields: known.map((each) => each.field),
    basis: 'has the address of somebody who opted out',
  } as const;
  const [ledgerId] = await deps.egress.send(trx, {
    mails: [{ kind: 'opt-out', to: recipient.mailbox ?? '', ...mail, disclosure }],
  });
  return ledgerId ?? null;
}
