import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import { peopleById } from '../../contacts/index.ts';
import { legalDemandMail } from '../mails/legal-demand.ts';
import { markTold, readUntold, type Untold } from '../store/givings.ts';
import { today } from './clock.ts';
import { noteDemand } from './legal-demands.ts';

const system: Who = { kind: 'system', job: 'rights.tell-given' };

/** Tells somebody that data of theirs was given. What it was and to whom stands on their page, not in the mail. */
export async function tellGiven(
  trx: Trx,
  deps: Deps,
  who: Who,
  given: Untold & { readonly mailbox: string | null },
): Promise<void> {
  const { person_id: personId, demand_id: demandId, mailbox } = given;
  const told = mailbox === null ? ('no address' as const) : ('mailed' as const);
  if (!(await markTold(trx, given, { told, at: deps.clock.now() }))) return;
  await noteDemand(trx, deps, who, { demandId, kind: 'person told' });
  if (mailbox === null) return;
  const mail = legalDemandMail({ site: await deps.site(), ownPage: `${deps.publicUrl}/me` });
  const disclosure = {
    recipientKind: 'person',
    recipientId: personId,
    personId,
    companyId: null,
    purpose: 'legal',
    fields: ['email'],
    basis: 'data was given to an authority',
  } as const;
  await deps.egress.send(trx, { mails: [{ kind: 'legal demand', to: mailbox, ...mail, disclosure }] });
}

/** Whoever may be told by now, because the last day on which the law forbade it is over. Each on their own: one that fails keeps nobody else. */
export async function tellReleased(deps: Deps): Promise<number> {
  const due = await readUntold(deps.db.read, await today(deps.db.read, deps));
  let told = 0;
  for (const given of due) {
    const telling = deps.db.as('legal', async (trx) => {
      const person = (await peopleById(trx, 'legal', [given.person_id])).get(given.person_id);
      await tellGiven(trx, deps, system, { ...given, mailbox: person?.email ?? null });
    });
    await telling.then(
      () => {
        told += 1;
      },
      (error: unknown) =>
        deps.log.error('somebody could not be told of a legal demand', { id: given.giving_id, error }),
    );
  }
  if (told > 0) deps.nudge();
  return told;
}
