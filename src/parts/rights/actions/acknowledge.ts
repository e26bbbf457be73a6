import { sha256 } from '../../../platform/crypto/digest.ts';
import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Member } from '../../../platform/http/who.ts';
import { recipientsById } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { reminderMail } from '../mails/holder.ts';
import { acknowledgeDays, mayRemind, mostReminders, standing } from '../rules/holders.ts';
import { dayIn } from '../rules/links.ts';
import * as store from '../store/holders.ts';
import type { HolderNoticeItem } from '../wire/holders.ts';
import { today, zoneOf } from './clock.ts';
import { keepHolderLink, newHolderLink } from './holder-link.ts';
import { liveMailboxes } from './live-mailboxes.ts';

/** What the caller may see: everything for staff, its own rows for a reseller. */
function readAs<T>(deps: Deps, who: Member, run: (trx: Trx) => Promise<T>): Promise<T> {
  if (who.companyId === null) return deps.db.base(run);
  return deps.db.tenant('reseller', who.companyId, run);
}

/** What holders were told, and whether they have acknowledged it. */
export async function holderNotices(
  deps: Deps,
  who: Member,
  asked: { readonly list: ListRequest } & Parameters<typeof store.listHolderNotices>[2],
): Promise<ListAnswer<HolderNoticeItem>> {
  const { rows, count } = await readAs(deps, who, (trx) => store.listHolderNotices(trx, asked.list, asked));
  const ids = [...new Set(rows.map((row) => row.recipient_id))];
  const recipients = ids.length === 0 ? new Map() : await recipientsById(deps.db.read, ids);
  return answerList(asked.list, rows, count, (row) => ({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    personId: row.person_id,
    recipient: {
      id: row.recipient_id,
      kind: recipients.get(row.recipient_id)?.kind ?? '',
      name: recipients.get(row.recipient_id)?.name ?? '',
    },
    state: standing({ state: row.state, acknowledgedAt: row.acknowledged_at }),
    reached: row.state,
    happenedAt: row.happened_at.toISOString(),
    toldAt: row.told_at.toISOString(),
    reminders: row.reminders,
    remindedAt: row.reminded_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedHow: row.acknowledged_how,
  }));
}

/**
 * A reseller says that it has done what it was told: these (null: all). Staff record the same for a holder that said so by letter or phone,
 * for named ones only. Returns how many were open.
 */
export async function acknowledgeNotices(deps: Deps, who: Member, ids: readonly string[] | null): Promise<number> {
  const reseller = who.companyId !== null;
  if (!reseller && ids === null) throw httpErrors.KEPT_INVALID({ fields: { ids: 'must be named' } });
  return readAs(deps, who, async (trx) => {
    const open = await store.readOpenIds(trx, ids);
    const base = await become(trx, deps.db.prefix, 'base');
    const done = { how: reseller ? 'reseller' : 'staff', by: who.memberId, at: deps.clock.now() } as const;
    const count = await store.acknowledge(base, open, done);
    // Somebody else may have said so a moment ago: then nothing is left to be done, and that is no fault.
    if (count > 0)
      await audit(base, deps, who, {
        action: 'rights.acknowledged',
        aboutKind: 'holder notices',
        aboutId: null,
        detail: { count },
      });
    return count;
  });
}

/** What the page of a link says: no name, no value. */
export async function openHolderLink(deps: Deps, token: string) {
  const found = await store.readHolderLink(deps.db.read, sha256(token), deps.clock.now());
  if (found === null) throw errors.KEPT_HOLDER_LINK_UNKNOWN();
  return found;
}

/** As many addresses are looked at in one go, and in a day by one link. */
const mostAddresses = 500;
const mostInADay = 10_000;

/**
 * Of addresses that a holder types in, those whose owner was erased, as the mail of this link told, and of whom it was given the address:
 * of any other the answer is the same, whoever it belongs to. Nothing of them is stored but how many they were.
 */
export async function whichErased(deps: Deps, token: string, typed: string): Promise<readonly string[]> {
  const { ids } = await openHolderLink(deps, token);
  const addresses = [...new Set(typed.split(/[\s,;]+/).filter((each) => each.includes('@')))].slice(0, mostAddresses);
  const on = await today(deps.db.read, deps);
  const asked = { tokenSha256: sha256(token), on, count: addresses.length, most: mostInADay };
  if (!(await deps.db.base((trx) => store.countAsked(trx, asked)))) throw errors.KEPT_HOLDER_ASKED_OFTEN();
  const keys = new Set((await store.readErasedKeys(deps.db.read, ids)).map((key) => key.toString('hex')));
  return addresses.filter((each) => keys.has(deps.digests.email(each).toString('hex')));
}

/** Erasures on one page of the list. */
const mostListed = 200;

/** The erasures of which a mail told, as many as a page shows: no name, and of each what the holder was given and when. */
export async function toldErasures(deps: Deps, ids: readonly string[], page: number) {
  const zone = await zoneOf(deps.db.read);
  const rows = await store.readToldErasures(deps.db.read, ids, {
    from: (page - 1) * mostListed,
    limit: mostListed + 1,
  });
  const day = (at: Date | null) => (at === null ? null : dayIn(zone, at));
  return {
    more: rows.length > mostListed,
    items: rows.slice(0, mostListed).map((row) => ({
      reference: row.person_id,
      fields: row.fields ?? [],
      from: day(row.first_at),
      until: day(row.last_at),
      open: row.open,
    })),
  };
}

/** Pressing twice does no harm. */
export async function acknowledgeByLink(deps: Deps, token: string): Promise<void> {
  await deps.db.base(async (trx) => {
    const at = deps.clock.now();
    const found = await store.readHolderLink(trx, sha256(token), at);
    if (found === null) throw errors.KEPT_HOLDER_LINK_UNKNOWN();
    await store.acknowledge(trx, found.ids, { how: 'link', by: null, at });
  });
}

/** Items that a reminder names; more are counted. */
const mostNamed = 50;

/** Holders that have not acknowledged within the time are reminded, one mail each. Each on their own: one that fails keeps nobody else. */
export async function remindHolders(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const before = new Date(now.getTime() - acknowledgeDays * 86_400_000);
  const late = await store.readLateHolders(deps.db.read, { before, most: mostReminders });
  const live = await liveMailboxes(deps);
  let reminded = 0;
  for (const recipientId of late)
    await remindOne(deps, recipientId, live).then(
      (count) => {
        reminded += count;
      },
      (error: unknown) => deps.log.error('a holder could not be reminded', { id: recipientId, error }),
    );
  await deps.db.base((trx) => store.deleteOldHolderLinks(trx, now));
  if (reminded > 0) deps.nudge();
  return reminded;
}

function whatOf({ kind, subject }: Pick<store.HolderNotice, 'kind' | 'subject'>): string {
  if (kind === 'erasure') return 'erasure';
  return kind === 'correction' ? `correction (${subject})` : `no marketing (${subject})`;
}

async function remindOne(deps: Deps, recipientId: string, live: ReadonlyMap<string, string | null>): Promise<number> {
  const site = await deps.site();
  return deps.db.base(async (trx) => {
    if (!live.has(recipientId)) {
      await store.markEnded(trx, recipientId);
      return 0;
    }
    const to = live.get(recipientId) ?? null;
    const open = await store.lockNoticesOfHolder(trx, recipientId);
    const now = deps.clock.now();
    const late = (row: store.HolderNotice) =>
      mayRemind(
        {
          state: row.state,
          acknowledgedAt: row.acknowledged_at,
          toldAt: row.told_at,
          remindedAt: row.reminded_at,
          reminders: row.reminders,
        },
        now,
      );
    const recipient = (await recipientsById(trx, [recipientId])).get(recipientId);
    if (to === null || !recipient || !open.some(late)) return 0;
    const zone = await zoneOf(trx);
    const link = newHolderLink(deps);
    const items = open.slice(0, mostNamed).map((row) => ({
      what: whatOf(row),
      on: dayIn(zone, row.told_at),
      personId: row.person_id,
    }));
    const mail = reminderMail({
      site,
      recipient: recipient.name,
      items,
      more: open.length - items.length,
      link: link.link,
    });
    const disclosure = {
      recipientKind: recipient.kind,
      recipientId,
      personId: null,
      companyId: null,
      purpose: 'rights',
      fields: [],
      basis: 'has not acknowledged what it was told',
    } as const;
    await deps.egress.send(trx, { mails: [{ kind: 'reminder to a holder', to, ...mail, disclosure }] });
    const ids = open.map(({ id }) => id);
    await keepHolderLink(trx, deps, link, { recipientId, noticeIds: ids });
    await store.markReminded(trx, ids, now);
    return 1;
  });
}
