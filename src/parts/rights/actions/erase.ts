import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Eraser } from '../../../platform/erasure/eraser.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { companiesOfPerson, holdPerson } from '../../contacts/index.ts';
import { disclosuresOfPerson } from '../../disclosures/index.ts';
import { errors } from '../errors.ts';
import { addDays } from '../rules/calendar.ts';
import { receiptNumber } from '../rules/receipt.ts';
import * as store from '../store/erasures.ts';
import { isHeld } from '../store/holds.ts';
import { today } from './clock.ts';
import type { Erased, ErasureAsked } from './erasure-asked.ts';
import type { RightsHanded } from './handed.ts';
import { beforeErasure, tellErased } from './tell-erased.ts';
import { withheldFrom } from './withholdings.ts';

/** Days within which data files and write-ahead log are written anew. */
const rewriteDays = 7;

/** What an erasure is handed: how each part forgets, and words for fields. */
export interface ErasesWith extends Pick<RightsHanded, 'fieldFacts'> {
  readonly erasers: readonly Eraser[];
}

/**
 * Takes a person out of every part, in one transaction: all of it or nothing. Before anything is touched the person is held against
 * writers, and refused where something of them must be kept by law.
 */
export async function erasePerson(
  trx: Trx<'rights'>,
  deps: Deps,
  handed: ErasesWith,
  asked: ErasureAsked,
): Promise<Erased> {
  const { personId } = asked;
  const { erasers } = handed;
  const held = await holdPerson(trx, personId);
  if (!held || held.erased_at !== null) throw httpErrors.KEPT_NOT_FOUND();
  const now = await today(trx, deps);
  if (await isHeld(trx, personId, now)) throw errors.KEPT_HELD();
  const [email] = (await valuesOf(trx, erasers, personId)).filter((each) => each.field === 'email');
  const bytes = Buffer.from(email?.value ?? '', 'utf8');
  const row = {
    id: deps.ids.uuid(),
    number: asked.number ?? receiptNumber(deps.ids.random(26)),
    person_id: personId,
    request_id: asked.requestId,
    cause: asked.cause,
    email_key: held.email_key,
    email_bytes: bytes.length,
    email_at: bytes.indexOf(0x40),
    begun_at: deps.clock.now(),
    rewrite_by: addDays(now, rewriteDays),
    backups_until: addDays(now, asked.backupDays),
  };
  if (!(await store.insertErasure(trx, row))) throw errors.KEPT_REQUEST_CLOSED();
  const values = await eraseRows(trx, deps, handed, { ...row, together: asked.together ?? false });
  return { id: row.id, number: row.number, personId, values };
}

/** The rows of every part; also when a restored backup has brought them back. Returns what may be looked for afterwards. */
export async function eraseRows(
  trx: Trx<'rights'>,
  deps: Deps,
  handed: ErasesWith,
  row: Pick<store.ErasureRow, 'id' | 'person_id' | 'email_key' | 'begun_at'> & { readonly together?: boolean },
): Promise<readonly string[]> {
  const personId = row.person_id;
  const { erasers } = handed;
  const at = deps.clock.now();
  const held = await valuesOf(trx, erasers, personId);
  const { distinct, shared } = await tellApart(trx, erasers, personId, held);
  const { ledgerIds: withheld } = await withheldFrom(trx, deps, personId);
  const companyIds = await companiesOfPerson(trx, personId);
  const recipients = await disclosuresOfPerson(trx, { personId, companyIds, withheld });
  const before = await beforeErasure(trx, deps, personId);
  const erasing = { personId, emailKey: row.email_key, freshKey: () => deps.ids.random(32), values: distinct, at };
  const own = await store.eraseOwn(trx, { personId, values: distinct, at });
  const parts = [];
  for (const eraser of erasers) parts.push(await eraser.erase(trx, erasing));
  const { id, begun_at: begunAt, together = false } = row;
  await tellErased(trx, deps, { id, personId, at: begunAt, labels: handed.fieldFacts(), together }, before);
  const told = {
    erased: [...parts.flatMap((part) => part.erased), ...ownWords(own)],
    kept: [
      ...parts.flatMap((part) => part.kept),
      ...((own.requests ?? 0) > 0
        ? [
            {
              what: 'that there were requests, with their days and without words',
              why: 'for 24 months, so that it can be proven that the law was kept',
            },
          ]
        : []),
    ],
    shared,
    recipients: recipients.filter((each) => each.kind !== 'witness').map((each) => each.name),
    informed: before.holders.map(({ recipient: { name }, state }) => ({ name, state })),
  };
  const tables = [...erasers.flatMap((eraser) => eraser.tables), ...ownTables];
  await store.markErased(trx, { id: row.id, at, told, rewriteId: deps.ids.uuid(), tables });
  await announce(trx, deps.clock, { name: 'rights.erased', payload: { erasureId: row.id } });
  return distinct;
}

export { ownColumns } from '../store/erasures.ts';

const ownTables = [
  ...[
    'requests',
    'request_scans',
    'agents',
    'corrections',
    'correction_notices',
    'holder_notices',
    'links',
    'sittings',
  ],
  ...['mails', 'mail_attachments', 'holds', 'legal_demands', 'withholdings'],
].map((name) => `rights.${name}`);

function ownWords(counts: Record<string, number>) {
  return [
    { what: 'corrections of yours', count: counts.corrections ?? 0 },
    { what: 'mails that you wrote to us', count: counts.mails ?? 0 },
    { what: 'links to your page', count: counts.links ?? 0 },
    { what: 'requests, of which the words went', count: counts.requests ?? 0 },
  ];
}

async function valuesOf(trx: Trx<'rights'>, erasers: readonly Eraser[], personId: string) {
  const all = [];
  for (const eraser of erasers) all.push(...(await eraser.values(trx, personId)));
  return all;
}

/** So short that chance writes it. */
const shortest = 5;

/** What is the person's alone, and the fields of which somebody else has the same: finding those would say nothing. */
async function tellApart(
  trx: Trx<'rights'>,
  erasers: readonly Eraser[],
  personId: string,
  held: readonly { readonly field: string; readonly value: string }[],
) {
  const values = [...new Set(held.map((each) => each.value))];
  const common = new Set(values.filter((value) => value.length < shortest));
  for (const eraser of erasers) for (const value of await eraser.ofOthers(trx, personId, values)) common.add(value);
  const shared = [...new Set(held.filter((each) => common.has(each.value)).map((each) => each.field))];
  return { distinct: values.filter((value) => !common.has(value)), shared };
}
