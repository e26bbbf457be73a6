import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Mail } from '../../../platform/egress/egress.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { deletionMail } from '../mails/deletion.ts';
import { dayIn, daysAfter } from '../rules.ts';
import * as store from '../store/deletions.ts';
import { readRecipients } from '../store/recipients.ts';

/** Days that a processor has to confirm, and days between reminders. */
const answerDays = 30;
const reminderDays = 7;
const dayMs = 86_400_000;

/** Processors whose contract is over - one, or all (null) - are asked to confirm that they have deleted what they received. */
export async function askDeletions(
  trx: Trx,
  deps: Deps,
  asked: { readonly zone: string; readonly recipientId: string | null },
): Promise<void> {
  const at = deps.clock.now();
  const on = dayIn(asked.zone, at);
  for (const over of await store.readUnasked(trx, { ...asked, on })) {
    const id = deps.ids.uuid();
    const dueOn = daysAfter(on, answerDays);
    if (!(await store.insertDeletion(trx, { ...over, id, askedAt: at, dueOn }))) continue;
    const ledgerId = await ask(trx, deps, { ...over, id, dueOn, reminder: false });
    if (ledgerId !== null) await store.markAsked(trx, id, ledgerId);
  }
}

/** Who is late is reminded once a week, until it is recorded that they have confirmed. */
export async function remindDeletions(trx: Trx, deps: Deps, zone: string): Promise<void> {
  const at = deps.clock.now();
  const since = new Date(at.getTime() - reminderDays * dayMs);
  for (const late of await store.lockToRemind(trx, { on: dayIn(zone, at), since })) {
    const ledgerId = await ask(trx, deps, { ...late, reminder: true });
    // Who has no mailbox is not reminded by this, and nobody is told that they were.
    if (ledgerId !== null) await store.markReminded(trx, late.id, at);
  }
}

/** Staff record that a processor has confirmed, and how. */
export async function confirmDeletion(
  trx: Trx,
  deps: Deps,
  who: Member,
  told: { readonly recipientId: string; readonly on: string; readonly evidence: store.Evidence; readonly zone: string },
): Promise<void> {
  const at = deps.clock.now();
  if (told.on > dayIn(told.zone, at)) throw httpErrors.KEPT_INVALID({ fields: { on: 'is to come' } });
  if (!(await store.confirmDeletion(trx, { ...told, by: who.memberId, at }))) throw errors.KEPT_DELETION_NOT_ASKED();
  await audit(trx, deps, who, {
    action: 'disclosures.deletion confirmed',
    aboutKind: 'recipient',
    aboutId: told.recipientId,
    detail: { kind: told.evidence },
  });
}

async function ask(
  trx: Trx,
  deps: Deps,
  about: Pick<store.OverRow, 'recipientId' | 'mailbox' | 'overOn'> & {
    readonly id: string;
    readonly dueOn: string;
    readonly reminder: boolean;
  },
): Promise<string | null> {
  if (about.mailbox === null) return null;
  const recipient = (await readRecipients(trx, [about.recipientId]))[0];
  const mail: Mail = {
    kind: 'deletion',
    to: about.mailbox,
    ...deletionMail({ ...about, site: await deps.site(), recipient: recipient?.name ?? '' }),
    disclosure: {
      recipientKind: 'processor',
      recipientId: about.recipientId,
      personId: null,
      companyId: null,
      purpose: 'legal',
      fields: [],
      basis: 'end of the contract',
      about: { kind: 'deletion', id: about.id },
    },
  };
  const [ledgerId] = await deps.egress.send(trx, { mails: [mail] });
  return ledgerId ?? null;
}
