import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { recipientsById } from '../../disclosures/index.ts';
import { erasuresMail } from '../mails/erasure.ts';
import { toldState } from '../rules/links.ts';
import { insertHolderNotices, type NewHolderNotice } from '../store/holders.ts';
import { readHoldersToTell, type ToTell, takeToTell } from '../store/to-tell.ts';
import type { RightsHanded } from './handed.ts';
import { type HolderLink, keepHolderLink, newHolderLink } from './holder-link.ts';
import { liveMailboxes } from './live-mailboxes.ts';
import { type MailedHolder, mailErasure, sendToHolder } from './mail-erasure.ts';

type Handed = Pick<RightsHanded, 'fieldFacts'>;

/** As many erasures as one mail tells of; of more there are more mails. */
const inOneMail = 5_000;

/**
 * Tells each holder of all erasures of which it is still to be told: one mail, with the list behind its link. What was taken to be told, the
 * mail and that it was told are one transaction. One holder that fails keeps no other. Returns how many mails went out.
 */
export async function tellTogether(deps: Deps, handed: Handed): Promise<number> {
  const holders = await readHoldersToTell(deps.db.read);
  if (holders.length === 0) return 0;
  const live = await liveMailboxes(deps);
  let mails = 0;
  for (const recipientId of holders)
    await tellHolder(deps, handed, { recipientId, live }).then(
      (count) => {
        mails += count;
      },
      (error: unknown) => deps.log.error('erasures could not be passed on', { id: recipientId, error }),
    );
  deps.nudge();
  return mails;
}

async function tellHolder(
  deps: Deps,
  handed: Handed,
  to: { readonly recipientId: string; readonly live: ReadonlyMap<string, string | null> },
): Promise<number> {
  const { recipientId, live } = to;
  const mailbox = live.get(recipientId) ?? null;
  const state = toldState({ mayReceive: live.has(recipientId), mailbox });
  let mails = 0;
  for (let more = true; more; )
    more = await deps.db.as('rights', async (trx) => {
      const rows = await takeToTell(trx, recipientId, inOneMail);
      const recipient = (await recipientsById(trx, [recipientId])).get(recipientId);
      if (rows.length === 0 || !recipient) return false;
      const link = newHolderLink(deps);
      const holder = { recipientId, kind: recipient.kind, name: recipient.name };
      const ledgerId =
        state === 'queued' && mailbox !== null
          ? await mailOf(trx, deps, { rows, holder: { ...holder, mailbox }, link, labels: handed.fieldFacts() })
          : null;
      const notices = rows.map(
        (row): NewHolderNotice => ({
          ...{ id: deps.ids.uuid(), kind: 'erasure', personId: row.person_id, recipientId, subject: 'everything' },
          ...{ happenedAt: row.erased_at, state, ledgerId, given: givenOf(row) },
        }),
      );
      await insertHolderNotices(trx, notices, deps.clock.now());
      if (ledgerId) await keepHolderLink(trx, deps, link, { recipientId, noticeIds: notices.map(({ id }) => id) });
      mails += ledgerId ? 1 : 0;
      return rows.length === inOneMail;
    });
  return mails;
}

const givenOf = (row: ToTell) => ({ fields: row.fields, firstAt: row.first_at, lastAt: row.last_at });

async function mailOf(
  trx: Trx<'rights'>,
  deps: Deps,
  about: {
    readonly rows: readonly ToTell[];
    readonly holder: MailedHolder;
    readonly link: HolderLink;
    readonly labels: ReturnType<RightsHanded['fieldFacts']>;
  },
): Promise<string | null> {
  const { rows, holder, labels } = about;
  const { link } = about.link;
  const [only] = rows;
  if (rows.length === 1 && only) {
    const erasure = { erasureId: only.erasure_id, reference: only.person_id, given: givenOf(only) };
    return mailErasure(trx, deps, { ...erasure, holder, companyName: null, labels, link });
  }
  const byAddress = rows.some(({ fields }) => fields.includes('email'));
  const site = await deps.site();
  const mail = erasuresMail({ site, recipient: holder.name, count: rows.length, byAddress, link });
  return sendToHolder(trx, deps, { holder, mail });
}
