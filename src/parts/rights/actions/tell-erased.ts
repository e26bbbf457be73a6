import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { companiesOfPerson, heldOfPerson } from '../../contacts/index.ts';
import { disclosuresOfPerson } from '../../disclosures/index.ts';
import { readUntoldErasures } from '../store/erasures.ts';
import { insertHolderNotices, lockHolders, type NewHolderNotice } from '../store/holders.ts';
import { insertToTell } from '../store/to-tell.ts';
import type { RightsHanded } from './handed.ts';
import { keepHolderLink, newHolderLink } from './holder-link.ts';
import { mailErasure } from './mail-erasure.ts';
import { holdersNow, type WillBeTold } from './tell.ts';
import { tellTogether } from './tell-together.ts';

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

/** An erasure of which holders are told. `together`: what it tells by mail waits until all of its pass can be told in one. */
interface ToldOf {
  readonly id: string;
  readonly personId: string;
  readonly at: Date;
  readonly labels: Labels;
  readonly together: boolean;
}

/**
 * Tells them, in the transaction of the erasure. The mail names nobody, as nothing of the person may stay: the page behind its link says
 * of an address that the holder types in whether it was theirs.
 */
export async function tellErased(
  trx: Trx<'rights'>,
  deps: Deps,
  erasure: ToldOf,
  { holders, companyName }: BeforeErasure,
): Promise<void> {
  const later = holders.filter(({ recipient, state }) => erasure.together && mayBeMailed({ recipient, state }));
  const rows = later.map(({ recipient: { recipientId, ...recipient } }) => ({
    ...{ erasureId: erasure.id, personId: erasure.personId, recipientId },
    ...givenOf(recipient),
  }));
  await insertToTell(trx, rows);
  for (const holder of holders.filter((each) => !later.includes(each)))
    await tellOne(trx, deps, erasure, { holder, companyName });
}

const mayBeMailed = ({ recipient, state }: WillBeTold) => state === 'queued' && recipient.mailbox !== null;
const givenOf = ({ fields, firstAt, lastAt }: Pick<WillBeTold['recipient'], 'fields' | 'firstAt' | 'lastAt'>) => ({
  fields,
  firstAt,
  lastAt,
});

async function tellOne(
  trx: Trx<'rights'>,
  deps: Deps,
  erasure: ToldOf,
  { holder, companyName }: { readonly holder: WillBeTold; readonly companyName: string | null },
): Promise<void> {
  const { recipient, state } = holder;
  const { recipientId, mailbox } = recipient;
  const link = newHolderLink(deps);
  const ledgerId =
    mailbox !== null && mayBeMailed(holder)
      ? await mailErasure(trx, deps, {
          ...{ holder: { ...recipient, mailbox }, erasureId: erasure.id, reference: erasure.personId },
          ...{ given: givenOf(recipient), companyName, labels: erasure.labels, link: link.link },
        })
      : null;
  const notice: NewHolderNotice = {
    id: deps.ids.uuid(),
    kind: 'erasure',
    personId: erasure.personId,
    recipientId,
    subject: 'everything',
    happenedAt: erasure.at,
    state,
    ledgerId,
    given: givenOf(recipient),
  };
  await insertHolderNotices(trx, [notice], deps.clock.now());
  if (ledgerId) await keepHolderLink(trx, deps, link, { recipientId, noticeIds: [notice.id] });
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
        const { id, erased_at: at } = erasure;
        const told = { id, personId, at, labels: handed.fieldFacts(), together: true };
        await tellErased(trx, deps, told, { holders: missing, companyName: null });
      })
      .catch((error: unknown) => deps.log.error('an erasure could not be passed on', { id: personId, error }));
  await tellTogether(deps, handed);
  return untold.length;
}
