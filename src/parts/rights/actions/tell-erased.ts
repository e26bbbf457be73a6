import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { companiesOfPerson, heldOfPerson } from '../../contacts/index.ts';
import { disclosuresOfPerson } from '../../disclosures/index.ts';
import { erasureMail } from '../mails/erasure.ts';
import { dayIn, identifyingFields } from '../rules/links.ts';
import { readUntoldErasures } from '../store/erasures.ts';
import { insertHolderNotices, lockHolders, type NewHolderNotice } from '../store/holders.ts';
import { zoneOf } from './clock.ts';
import type { RightsHanded } from './handed.ts';
import { keepHolderLink, newHolderLink } from './holder-link.ts';
import { holdersNow, type WillBeTold } from './tell.ts';

/** What is to be known of a person while their rows are still there. */
interface BeforeErasure {
  readonly holders: readonly WillBeTold[];
  /** Of theirs; told only to those who were given it. */
  readonly companyName: string | null;
}

/** Everybody outside who was given anything of a person, and by what they may find whose data it is. */
export async function beforeErasure(trx: Trx<'rights'>, deps: Deps, personId: string): Promise<BeforeErasure> {
  const companyIds = await companiesOfPerson(trx, personId);
  const held = await heldOfPerson(trx, personId, { lookUps: 0 });
  const holders = await holdersOf(trx, deps, { personId, companyIds });
  return { holders, companyName: held?.companies[0]?.name ?? null };
}

const outside = ['licensor', 'reseller', 'processor'];

async function holdersOf(
  trx: Trx<'rights'>,
  deps: Deps,
  about: { readonly personId: string; readonly companyIds: readonly string[] },
): Promise<WillBeTold[]> {
  const given = await disclosuresOfPerson(trx, about);
  return holdersNow(
    trx,
    deps,
    given.filter(({ kind, fields }) => outside.includes(kind) && fields.length > 0),
  );
}

/** Words for fields, where they are known. */
type Labels = ReturnType<RightsHanded['fieldFacts']>;

/**
 * Tells them, in the transaction of the erasure. The mail names nobody, as nothing of the person may stay: the page behind its link says
 * of an address that the holder types in whether it was theirs.
 */
export async function tellErased(
  trx: Trx<'rights'>,
  deps: Deps,
  erasure: { readonly id: string; readonly personId: string; readonly at: Date; readonly labels: Labels },
  { holders, companyName }: BeforeErasure,
): Promise<void> {
  const site = await deps.site();
  const zone = await zoneOf(trx);
  for (const { recipient, state } of holders) {
    const link = newHolderLink(deps);
    const { recipientId, mailbox, fields } = recipient;
    const mail = erasureMail({
      site,
      recipient: recipient.name,
      fields: fields.map((field) => erasure.labels.get(field)?.label ?? field),
      from: dayIn(zone, recipient.firstAt),
      until: dayIn(zone, recipient.lastAt),
      companyName: identifyingFields(fields).includes('companyName') ? companyName : null,
      reference: erasure.personId,
      link: link.link,
    });
    const disclosure = {
      recipientKind: recipient.kind,
      recipientId,
      personId: null,
      companyId: null,
      purpose: 'rights',
      fields: [],
      basis: 'was given data of somebody who was erased',
      about: { kind: 'erasure', id: erasure.id },
    } as const;
    const [ledgerId] =
      state === 'queued' && mailbox !== null
        ? await deps.egress.send(trx, { mails: [{ kind: 'erasure', to: mailbox, ...mail, disclosure }] })
        : [];
    const notice: NewHolderNotice = {
      id: deps.ids.uuid(),
      kind: 'erasure',
      personId: erasure.personId,
      recipientId,
      subject: 'everything',
      happenedAt: erasure.at,
      state,
      ledgerId: ledgerId ?? null,
    };
    await insertHolderNotices(trx, [notice], deps.clock.now());
    if (ledgerId) await keepHolderLink(trx, deps, link, { recipientId, noticeIds: [notice.id] });
  }
}

/** Erasures of which somebody who was given something does not know yet: made before anybody was told, or brought back by a backup. */
export async function tellLateErasures(deps: Deps, handed: Pick<RightsHanded, 'fieldFacts'>): Promise<number> {
  const untold = await readUntoldErasures(deps.db.read, null);
  for (const { person_id: personId } of untold)
    await deps.db
      .as('rights', async (trx) => {
        await lockHolders(trx, personId);
        const [erasure] = await readUntoldErasures(trx, personId);
        if (!erasure) return;
        const holders = await holdersOf(trx, deps, { personId, companyIds: [] });
        const missing = holders.filter(({ recipient }) => erasure.recipients.includes(recipient.recipientId));
        const labels = handed.fieldFacts();
        await tellErased(
          trx,
          deps,
          { id: erasure.id, personId, at: erasure.erased_at, labels },
          { holders: missing, companyName: null },
        );
      })
      .catch((error: unknown) => deps.log.error('an erasure could not be passed on', { id: personId, error }));
  if (untold.length > 0) deps.nudge();
  return untold.length;
}
