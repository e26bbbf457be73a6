import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { dayIn, isAgeKey, noAgeKey } from '../rules.ts';
import * as store from '../store/recipients.ts';

/** How a processor is reached, and for which key its files are encrypted. */
export async function changeProcessor(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: {
    readonly recipientId: string;
    readonly address: string | null;
    readonly mailbox: string | null;
    readonly ageKey: string | null;
  },
): Promise<void> {
  if (input.ageKey !== null && !isAgeKey(input.ageKey)) throw httpErrors.KEPT_INVALID({ fields: { ageKey: noAgeKey } });
  const row = { id: input.recipientId, address: input.address, mailbox: input.mailbox, age_key: input.ageKey };
  if (!(await store.updateProcessor(trx, row))) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, {
    action: 'disclosures.processor changed',
    aboutKind: 'recipient',
    aboutId: input.recipientId,
  });
}

/** Where processors keep data by the contracts that hold now, and by whose terms something may be given, by id. */
export async function countriesOfProcessors(
  db: Database['read'],
  asked: { readonly zone: string; readonly at: Date },
): Promise<Map<string, readonly string[]>> {
  const on = dayIn(asked.zone, asked.at);
  const contracts = (await store.readLiveContracts(db, { kind: 'processing', on })).filter((each) => each.mayReceive);
  const byProcessor = Map.groupBy(contracts, (each) => each.recipientId);
  return new Map([...byProcessor].map(([id, held]) => [id, held.flatMap((each) => each.countries)]));
}
