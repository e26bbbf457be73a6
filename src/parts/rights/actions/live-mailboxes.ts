import type { Deps } from '../../../platform/deps.ts';
import { liveContracts } from '../../disclosures/index.ts';
import { today } from './clock.ts';

/** Where those are written to who may be given something today. */
export async function liveMailboxes(deps: Deps): Promise<ReadonlyMap<string, string | null>> {
  const on = await today(deps.db.read, deps);
  const mailboxes = new Map<string, string | null>();
  for (const kind of ['registration report', 'reseller', 'processing'] as const)
    for (const contract of await liveContracts(deps.db.read, { kind, on }))
      if (contract.mayReceive) mailboxes.set(contract.recipientId, contract.mailbox);
  return mailboxes;
}
